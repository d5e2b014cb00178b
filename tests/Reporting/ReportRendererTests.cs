using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Observation;
using Presage.Engine.Selection;
using Presage.Hosting;
using Presage.Reporting;
using Presage.Reporting.Data;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Tests.Reporting;

public sealed class ReportRendererTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_result_set_gives_every_section()
    {
        await using var plant = await PlantStore.CreateAsync();

        var html = await plant.ReportAsync(PlantStore.Results);

        WellFormed.Parse(html);
        string[] texts =
        [
            "machines at risk now", "Precision against recall", "Feature importance", "How the features go together", "heat (°C)",
            "Machines by kind", "Lead time", "before bearing fails",
        ];
        foreach (var text in texts)
            html.ShouldContain(text);
    }

    [Fact]
    public async Task What_scoring_has_noted_and_what_the_figures_are_worth_stand_in_the_report()
    {
        await using var plant = await PlantStore.CreateAsync();
        var scored = new ScoreResult("score-1", PlantStore.Results, "plant", 1, 480, 480, 0, 9, 1)
        {
            Notices = [new Notice("out-of-range", "heat 12 h mean lies outside of what plant@1 was trained on.")],
        };
        await plant.Get<IRuns>().EndAsync(
            "score-1", RunState.Succeeded, Json.Write(scored), null, new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Utc), Cancellation);

        var report = await plant.Get<ReportReader>().ReadAsync(PlantStore.Results, Cancellation);
        var html = await plant.ReportAsync(PlantStore.Results);

        html.ShouldContain("<strong>Scoring</strong> (out-of-range): heat 12 h mean lies outside of what plant@1 was trained on.");
        html.ShouldContain("Against chance and age");
        report.Scoring!.Outcome!.Metrics.Components["bearing"].Skill!.IsBetterThanChance.ShouldBe(true);
        report.Scoring.Caveats.Select(notice => notice.Code).ShouldNotContain("no-skill");
    }

    [Fact]
    public async Task The_lists_of_false_alarms_and_missed_failures_agree_with_the_figures()
    {
        await using var plant = await PlantStore.CreateAsync();

        var outcome = (await plant.Get<ReportReader>().ReadAsync(PlantStore.Results, Cancellation)).Scoring!.Outcome!;

        var events = outcome.Metrics.Events;
        events.Failures.ShouldBeGreaterThan(5);
        outcome.FalseAlarms.Count.ShouldBe((int)Math.Min(20, events.FalseAlarms));
        outcome.Missed.Count.ShouldBe((int)Math.Min(20, events.Failures - events.Warned));
        outcome.LeadTimes.Counts.Sum().ShouldBe(events.Warned);
    }

    [Fact]
    public async Task Machines_at_risk_are_those_at_or_above_a_threshold_at_their_latest_prediction()
    {
        await using var plant = await PlantStore.CreateAsync();
        var expected = 0;
        foreach (var machine in Enumerable.Range(1, PlantStore.Machines))
        {
            var latest = await plant.Get<Presage.Storage.IPredictions>().ReadAsync(
                PlantStore.Results, [$"{machine}"], DateTime.MinValue, DateTime.MaxValue, Cancellation).LastAsync(Cancellation);
            expected += latest.Decision is null ? 0 : 1;
        }

        var scoring = (await plant.Get<ReportReader>().ReadAsync(PlantStore.Results, Cancellation)).Scoring!;

        scoring.AtRisk.ShouldBe(expected);
        scoring.Machines.ShouldBe(PlantStore.Machines);
        scoring.Fleet.Count(risk => risk.Level.IsAtRisk).ShouldBe(expected);
        scoring.Fleet.Where(risk => risk.Level.IsAtRisk).ShouldAllBe(risk => risk.Since != null && risk.Reasons.Count > 0);
    }

    [Fact]
    public async Task Raw_data_is_counted_for_all_machines()
    {
        await using var plant = await PlantStore.CreateAsync();

        var raw = (await plant.Get<ReportReader>().ReadAsync(PlantStore.Results, Cancellation)).Raw;

        raw.Events.Sum(count => count.Count).ShouldBe(3 * 3 * PlantStore.Machines);
        raw.Gaps.InSample.ShouldBe(PlantStore.Machines);
        raw.Gaps.Expected.ShouldBe(raw.Gaps.Readings + PlantStore.Machines);
        raw.Attributes.Select(summary => summary.Groups.Sum(group => group.Machines)).ShouldBe([PlantStore.Machines, PlantStore.Machines]);
        raw.Attributes.Select(summary => summary.Groups.Sum(group => group.Failures))
            .ShouldBe([3 * PlantStore.Machines, 3 * PlantStore.Machines]);
        raw.TimeLine!.Events.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_training_run_is_reported_without_predictions()
    {
        await using var plant = await PlantStore.CreateAsync();

        var html = await plant.ReportAsync(PlantStore.TrainRun);

        WellFormed.Parse(html);
        html.ShouldContain("There are no predictions");
        html.ShouldContain("On the test block of training");
        html.ShouldContain("no model with preset reference");
    }

    [Fact]
    public async Task An_ingestion_run_is_reported_without_a_model()
    {
        await using var plant = await PlantStore.CreateAsync(isScored: false);

        var html = await plant.ReportAsync(PlantStore.IngestRun);

        WellFormed.Parse(html);
        html.ShouldContain("There is no model yet");
        html.ShouldContain("flow (m³/h)");
    }

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public async Task A_data_set_that_lacks_something_is_reported(bool hasReadings, bool hasEvents, bool isDescribed)
    {
        await using var plant = await PlantStore.CreateAsync(hasReadings, hasEvents, isDescribed, isScored: false);

        var html = await plant.ReportAsync(PlantStore.IngestRun);

        WellFormed.Parse(html);
        html.ShouldNotContain("NaN", Case.Sensitive);
    }

    [Fact]
    public async Task Without_known_failures_the_report_says_that_nothing_is_judged_yet()
    {
        await using var plant = await PlantStore.CreateAsync(hasEvents: false);

        var html = await plant.ReportAsync(PlantStore.Results);

        WellFormed.Parse(html);
        html.ShouldContain("not known yet");
        html.ShouldNotContain("NaN", Case.Sensitive);
    }

    [Fact]
    public void A_repair_after_the_latest_prediction_does_not_hide_since_when_the_alarm_stood()
    {
        var time = new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        Prediction[] rows = [At(time, 0, [0.1, 0], [0.5, 0.5]), At(time, 12, [0.8, 0], [0.5, 0.5]), At(time, 24, [0.9, 0], [0.5, 0.5])];

        var risk = RiskOf(rows, failures: [UnixTime.FromDateTime(time.AddHours(30))]);

        (risk.Level.IsAtRisk, risk.Since).ShouldBe((true, time.AddHours(12)));
    }

    [Fact]
    public void A_machine_below_its_threshold_whose_alarm_has_not_ended_yet_is_in_alarm_and_not_at_risk()
    {
        var time = new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        Prediction[] rows = [At(time, 0, [0.9, 0.1], [0.5, 0.5]), At(time, 12, [0.4, 0.1], [0.5, 0.5])];

        var risk = RiskOf(rows);

        (risk.Component, risk.Level.IsAtRisk, risk.Since).ShouldBe(("bearing", false, time));
    }

    [Fact]
    public void The_component_above_its_own_threshold_is_named_even_when_another_is_more_probable()
    {
        var time = new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Utc);

        var risk = RiskOf([At(time, 0, [0.30, 0.25], [0.5, 0.2])]);

        (risk.Component, risk.Level.IsAtRisk, risk.Since).ShouldBe(("seal", true, time));
    }

    [Fact]
    public async Task The_same_store_gives_the_same_sections()
    {
        await using var plant = await PlantStore.CreateAsync();

        var first = await plant.ReportAsync(PlantStore.Results);
        var second = await plant.ReportAsync(PlantStore.Results);

        Sections(second).ShouldBe(Sections(first));
    }

    [Fact]
    public async Task An_unknown_subject_is_told_with_the_names_there_are()
    {
        await using var plant = await PlantStore.CreateAsync();

        var error = await Should.ThrowAsync<PresageException>(() => plant.ReportAsync("nothing"));

        (error.Kind, error.Code).ShouldBe((ErrorKind.NotFound, "unknown-subject"));
        error.Remedy.ShouldContain(PlantStore.Results);
    }

    private static Prediction At(DateTime time, int hours, double[] probabilities, double[] thresholds) =>
        new("1", time.AddHours(hours), probabilities, thresholds, null, [], "m", 1, "r", "f");

    private static MachineRisk RiskOf(Prediction[] rows, long[]? failures = null)
    {
        var results = new ResultSet("now", "plant", ["bearing", "seal"], TimeSpan.FromHours(48), rows[0].Time);
        var became = new MachineEvents("1", [failures ?? [], []], [[], []], ObservedPeriods.Always);
        var outcome = MachineOutcomes.Of(became, rows, results, UnixTime.FromDateTime(rows[^1].Time.AddHours(16)));
        var settings = EvaluationSettings.Of(SampleReport.Scenario) with { Components = results.Components };
        return new MachineSeries(rows, outcome, settings).Risk();
    }

    private static string Sections(string html) => html[html.IndexOf("<main", StringComparison.Ordinal)..];
}
