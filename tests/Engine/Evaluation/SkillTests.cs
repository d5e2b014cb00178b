using System.Text.Json;
using Presage.Engine.Evaluation;

namespace Presage.Tests.Engine.Evaluation;

public sealed class SkillTests
{
    [Fact]
    public void Scores_that_know_of_the_failures_are_better_than_chance()
    {
        var metrics = new SkillFleet(1) { Signal = 2 }.Metrics(30);
        var skill = metrics.Components["comp1"].Skill!;

        skill.IsBetterThanChance.ShouldBe(true);
        skill.IsBetterThanAge.ShouldBe(true);
        metrics.Skill!.IsBetterThanChance.ShouldBe(true);
        skill.PrAuc.Value.ShouldBe(metrics.Components["comp1"].PrAuc!.Value);
        skill.OverChance.Value.ShouldBe(skill.PrAuc.Value - skill.BaseRate, 1e-12);
        skill.BaseRate.ShouldBe((double)metrics.Components["comp1"].Positives / metrics.Rows, 1e-12);
        (skill.Machines, metrics.Skill.Machines).ShouldBe((30, 30));
        metrics.Skill.OverChance.ShouldBe(skill.OverChance);
    }

    [Fact]
    public void The_interval_lies_around_the_figure_and_not_below_it()
    {
        var figures = Enumerable.Range(1, 10).Select(seed => new SkillFleet(seed) { Signal = 3, Persistence = 0 }.Metrics(60))
            .Select(metrics => metrics.Components["comp1"].Skill!.PrAuc).ToList();

        var places = figures.Select(figure => (figure.Value - figure.Low!.Value) / (figure.High!.Value - figure.Low.Value));

        places.Average().ShouldBe(0.5, 0.1);
    }

    /// <summary>
    /// The interval leaves out one in twenty on its lower side, and of few machines it is rough. Scores are alike from row to row and
    /// machines have levels of their own: rows that were drawn one by one would be taken for skill in every third fleet.
    /// </summary>
    [Theory]
    [InlineData(6, 2.5)]
    [InlineData(12, 0.5)]
    [InlineData(40, 1)]
    public void Noise_is_hardly_ever_taken_for_skill(int machines, double failures)
    {
        const int fleets = 100;
        var taken = Enumerable.Range(1_000, fleets).Count(seed =>
            new SkillFleet(seed) { Failures = failures }.Metrics(machines, 80).Skill?.IsBetterThanChance is true);

        taken.ShouldBeLessThanOrEqualTo(fleets / 10);
    }

    [Fact]
    public void A_score_that_is_nothing_but_the_age_is_no_better_than_the_age()
    {
        var skill = new SkillFleet(3) { FailsByAge = true, OfAge = 1, Persistence = 0 }.Metrics(20).Components["comp1"].Skill!;

        skill.AgePrAuc.Value.ShouldBeGreaterThan(skill.BaseRate + 0.3);
        skill.IsBetterThanChance.ShouldBe(true);
        skill.IsBetterThanAge.ShouldBe(false);
    }

    [Fact]
    public void Probabilities_that_are_always_the_base_rate_have_no_skill()
    {
        var machine = Given.Machine(Given.Rows(40, 7 / 40.0), [240]);
        var skill = Metrics(machine, machine with { Machine = "8" }).Components["comp1"].Skill!;

        skill.BaseRate.ShouldBe(7 / 40.0);
        skill.PrAuc.Value.ShouldBe(7 / 40.0, 1e-12);
        skill.RocAuc.Value.ShouldBe(0.5, 1e-12);
        skill.BrierSkill.Value.ShouldBe(0, 1e-12);
        skill.LogLossSkill.Value.ShouldBe(0, 1e-12);
        skill.IsBetterThanChance.ShouldBe(false);
    }

    [Fact]
    public void The_bins_rank_as_the_scores_do()
    {
        var part = new SkillFleet(4) { Signal = 1.5 }.Part(20);
        var counts = new SkillCounts();
        foreach (var machine in part.ByMachine!)
            counts.Add(machine.Components[0], 1);

        var exact = part.Components[0].Scores;
        counts.PrAuc.ShouldBe(Ranking.AveragePrecision(exact)!.Value, 0.01);
        counts.RocAuc.ShouldBe(Ranking.RocAuc(exact.Positives, exact.Negatives)!.Value, 0.003);
        counts.Rows.ShouldBe(part.Rows);
    }

    [Fact]
    public void Failures_of_one_machine_give_figures_and_no_interval()
    {
        var failing = Given.Machine([.. Given.Rows(30), .. Given.Rows(5, 0.9), .. Given.Rows(5)], [36 * 12]);
        var metrics = Metrics(failing, Given.Machine(Given.Rows(40)) with { Machine = "8" });
        var skill = metrics.Components["comp1"].Skill!;

        (skill.Machines, skill.FailingMachines).ShouldBe((2, 1));
        skill.RocAuc.Value.ShouldBeGreaterThan(0.8);
        (skill.RocAuc.Low, skill.IsBetterThanChance, metrics.Skill!.IsBetterThanChance).ShouldBe((null, null, null));
    }

    [Fact]
    public void Nothing_can_be_ranked_where_no_row_or_every_row_fails()
    {
        var never = Metrics(Given.Machine(Given.Rows(20)), Given.Machine(Given.Rows(20)) with { Machine = "8" });
        var always = Metrics(Given.Machine(Given.Rows(3), [40]), Given.Machine(Given.Rows(3), [40]) with { Machine = "8" });

        (never.Skill, never.Components["comp1"].Skill).ShouldBe((null, null));
        (always.Skill, always.Components["comp1"].Skill).ShouldBe((null, null));
    }

    [Fact]
    public void The_interval_does_not_hang_on_the_order_of_the_machines()
    {
        var fleet = new SkillFleet(5) { Signal = 1 };
        var parts = Enumerable.Range(0, 9).Select(i => EvaluationPart.Of(fleet.Machine($"{i}", 60), Given.One)).ToList();
        var one = EvaluationMetrics.Of(EvaluationPart.Merge(parts), Given.One);

        parts.Reverse();
        var other = EvaluationMetrics.Of(EvaluationPart.Merge(parts), Given.One);

        JsonSerializer.Serialize(other).ShouldBe(JsonSerializer.Serialize(one));
    }

    [Fact]
    public void The_age_is_counted_from_the_last_replacement_or_failure_and_else_from_the_first_that_is_known()
    {
        var machine = Given.Machine(Given.Rows(6), [30], [-240, 12]);

        ComponentAge.Of(machine, 0).Select(age => age / Presage.Engine.UnixTime.Hour).ShouldBe([240, 0, 12, 6, 18, 30]);
        ComponentAge.Of(Given.Machine(Given.Rows(3)), 0).Select(age => age / Presage.Engine.UnixTime.Hour).ShouldBe([0, 12, 24]);
    }

    [Theory]
    [InlineData(1, 6.314)]
    [InlineData(3, 2.353)]
    [InlineData(5, 2.015)]
    [InlineData(30, 1.697)]
    public void Students_t_is_that_of_the_tables(int degrees, double expected) =>
        SkillInterval.Student(degrees).ShouldBe(expected, 0.02);

    [Fact]
    public void Few_machines_make_the_interval_wide()
    {
        SkillInterval.TailOf(10_000).ShouldBe(0.05, 0.0001);
        SkillInterval.TailOf(6).ShouldBe(0.0137, 0.0005);
        SkillInterval.Of(3, [1, 2, 3, 4, 5], 2).ShouldBe(new Estimate(3, 1, 5));
        SkillInterval.Of(3, [1, 2, 3, 4, 5], 1).ShouldBe(new Estimate(3, null, null));
    }

    private static EvaluationMetrics Metrics(params MachineOutcome[] machines) =>
        EvaluationMetrics.Of(EvaluationPart.Merge([.. machines.Select(machine => EvaluationPart.Of(machine, Given.One))]), Given.One);
}
