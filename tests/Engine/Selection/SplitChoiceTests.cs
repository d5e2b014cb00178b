using Presage.Engine;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

public sealed class SplitChoiceTests
{
    [Fact]
    public void Machines_that_are_there_all_the_time_are_split_by_time()
    {
        var split = Choose(Fleet.Random(20, 120, every: 12).Rows, 120 * UnixTime.Day);

        (split.Kind, split.IsByRule, split.Reason)
            .ShouldBe((SplitKinds.Time, true, "machines and failures are spread over the whole range"));
    }

    /// <summary>A split by time would test the longest-lived engines only.</summary>
    [Fact]
    public void Engines_that_start_at_one_moment_are_split_by_machine()
    {
        var fleet = Engines.Of(Engines.Lives(60));

        var split = Choose(fleet, Engines.To);

        (split.Kind, split.IsByRule).ShouldBe((SplitKinds.Machine, true));
        split.Reason.ShouldMatch(@"^only \d of 60 machines have rows in the test block of a split by time$");
        var byTime = TemporalSplit.Of(fleet, 0, Engines.To);
        MeanLife(fleet, byTime.TestRows).ShouldBeGreaterThan(1.5 * MeanLife(fleet, byTime.TrainRows));
        MeanLife(fleet, split.TestRows).ShouldBe(MeanLife(fleet, split.TrainRows), 0.2 * MeanLife(fleet, split.TrainRows));
    }

    [Fact]
    public void Where_a_failure_ends_a_life_they_are_split_by_machine()
    {
        var fleet = Fleet.Random(20, 120, every: 12).Rows;

        Choose(fleet, 120 * UnixTime.Day, failureEndsLife: true).Reason.ShouldBe("a failure ends a life");
    }

    [Fact]
    public void Too_few_machines_are_split_by_time_all_the_same()
    {
        var fleet = Fleet.Random(2, 120, every: 6).Rows;

        var split = Choose(fleet, 120 * UnixTime.Day, failureEndsLife: true);

        (split.Kind, split.Reason).ShouldBe((SplitKinds.Time, "a failure ends a life, but too few machines fail for a split by machine"));
    }

    [Fact]
    public void Where_a_block_of_time_has_no_failure_they_are_split_by_machine()
    {
        long[][][] failures =
            [.. Enumerable.Range(0, 30).Select(machine => new[] { new[] { (20 + machine) * UnixTime.Day }, [] })];
        var fleet = new Fleet(failures, 120).Rows;

        Choose(fleet, 120 * UnixTime.Day).Reason.ShouldBe("no failure falls into one of the blocks of a split by time");
        Should.Throw<PresageException>(() => SplitChoice.Of(fleet, SplitKinds.Time, false, 0, 120 * UnixTime.Day, 1))
            .Code.ShouldBe("no-failures");
    }

    /// <summary>Rows go on after the failures have stopped, as where machines that fail are taken out one by one.</summary>
    [Fact]
    public void Where_the_failures_of_the_test_block_are_missing_they_are_split_by_machine()
    {
        var random = Fleet.Random(40, 120, every: 12);
        var end = random.To - (16 * UnixTime.Day);
        long[][][] failures =
        [
            .. random.Failures.Select((machine, i) =>
                i == 0 ? machine : [.. machine.Select(times => times.Where(time => time < end).ToArray())]),
        ];

        Choose(new Fleet(failures, 120).Rows, random.To).Reason.ShouldMatch(
            @"^the test block of a split by time has \d+ failures where its rows let expect \d\d$");
    }

    [Theory]
    [InlineData("time")]
    [InlineData("machine")]
    [InlineData("both")]
    public void What_is_asked_for_is_done(string kind)
    {
        var fleet = Fleet.Random(40, 120, every: 12).Rows;

        var split = SplitChoice.Of(fleet, kind, failureEndsLife: kind == "time", 0, 120 * UnixTime.Day, 1);

        (split.Kind, split.IsByRule, split.Reason).ShouldBe((kind, false, "as was asked for"));
    }

    [Fact]
    public void An_unknown_kind_is_refused() => Should.Throw<PresageException>(
        () => SplitChoice.Of(Engines.Of(20, 30, 40), "random", false, 0, Engines.To, 1)).Message.ShouldBe("There is no split 'random'.");

    private static DataSplit Choose(LabelledFleet fleet, long to, bool failureEndsLife = false) =>
        SplitChoice.Of(fleet, null, failureEndsLife, 0, to, seed: 1);

    private static double MeanLife(LabelledFleet fleet, int[] rows) =>
        rows.Select(row => fleet.MachineOf[row]).Distinct().Average(machine => (double)fleet.Machines[machine].Failures[0][0]);
}
