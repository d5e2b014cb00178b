using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Scenarios;
using Presage.Storage;
using Presage.Storage.Telemetry;
using Presage.Tests.Harness;

namespace Presage.Tests.Scoring;

public sealed class ScoringTests
{
    [Fact]
    public async Task Scoring_the_same_again_writes_nothing_and_raises_nothing()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        var first = await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);
        var rows = await host.Store.PredictionsAsync("predictions");
        var alarms = await AlarmsAsync(host);

        var second = await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring with { RunId = "score-2" });

        (second.Rows, second.Written, second.Unchanged, second.Alarms).ShouldBe((first.Rows, 0, first.Rows, 0));
        (await host.Store.PredictionsAsync("predictions")).Select(row => (row.Run, row.Revision)).ShouldBe(
            rows.Select(row => (row.Run, row.Revision)));
        (await AlarmsAsync(host)).ShouldBe(alarms);
        host.Messages.Of<FailurePredicted>().Count.ShouldBe((int)first.Alarms);
    }

    [Fact]
    public async Task A_corrected_reading_gives_new_revisions_of_the_rows_that_depend_on_it_and_no_others()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);
        var moment = Prepared.TrainedTo.AddDays(5).AddHours(1);
        await CorrectAsync(host, "3", moment);

        var second = await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring with { RunId = "score-2" });

        var changed = (await host.Store.PredictionsAsync("predictions")).Where(row => row.Revision == 2).ToList();
        changed.ShouldAllBe(row => row.Machine == "3" && row.Run == "score-2" && row.Time >= moment && row.Time < moment.AddHours(36));
        (changed.Count, second.Written, second.Unchanged).ShouldBe((3, 3, second.Rows - 3));
    }

    [Fact]
    public async Task Scoring_in_parts_gives_the_predictions_and_alarms_of_scoring_at_once()
    {
        await using var whole = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await using var parts = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await whole.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);

        for (var (part, from) = (0, Prepared.Scoring.From); from < Prepared.End; part++, from = from.AddHours(36))
            await parts.RunAsync<StartScoring, ScoreResult>(
                Prepared.Scoring with { RunId = $"score-{part}", From = from, To = from.AddHours(36) });

        (await PredictionsAsync(parts)).ShouldBe(await PredictionsAsync(whole));
        (await AlarmsAsync(parts)).ShouldBe(await AlarmsAsync(whole));
        parts.Messages.Of<FailurePredicted>().Count.ShouldBe(whole.Messages.Of<FailurePredicted>().Count);
    }

    [Theory]
    [InlineData("{ on-delay: 2 }")]
    [InlineData("{ on-delay: 3, hysteresis: 0.5, recovery: 36h }")]
    public async Task Alarms_go_by_the_scenario_and_are_the_same_in_parts_or_at_once_or_again(string settings)
    {
        await using var whole = await DelayedAsync(settings);
        await using var parts = await DelayedAsync(settings);
        await whole.RunAsync<StartScoring, ScoreResult>(Delayed);
        var again = await whole.RunAsync<StartScoring, ScoreResult>(Delayed with { RunId = "score-2" });

        for (var (part, from) = (0, Delayed.From); from < Prepared.End; part++, from = from.AddHours(36))
            await parts.RunAsync<StartScoring, ScoreResult>(
                Delayed with { RunId = $"score-{part}", From = from, To = from.AddHours(36) });

        again.Alarms.ShouldBe(0);
        var alarms = (await AlarmsAsync(whole)).ToList();
        alarms.ShouldNotBeEmpty();
        (await AlarmsAsync(parts)).ShouldBe(alarms);
        (await RaisedAsync(whole)).ShouldAllBe(row => row);
    }

    [Fact]
    public async Task Alarms_are_said_once_with_their_reasons()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());

        var result = await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);

        var events = host.Messages.Of<FailurePredicted>();
        var rows = (await host.Store.PredictionsAsync("predictions")).ToLookup(row => (row.Machine, row.Time));
        events.Count.ShouldBe((int)result.Alarms);
        events.Select(alarm => alarm.AlarmId).ShouldBeUnique();
        events.ShouldAllBe(alarm => alarm.Probability >= alarm.Threshold && alarm.Reasons.Count > 0 && alarm.HorizonHours == 48);
        events.ShouldAllBe(alarm => rows[new(alarm.Machine, alarm.Time)].Single().Probabilities.Contains(alarm.Probability));
    }

    [Fact]
    public async Task Alarms_from_before_their_ends_were_kept_get_them_when_the_machine_is_scored_on()
    {
        await using var whole = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await whole.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);
        var moment = Prepared.End.AddDays(-5);
        await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring with { To = moment });
        var alarms = await host.Store.Alarms.ReadAsync("predictions", null, TestContext.Current.CancellationToken);
        alarms.ShouldContain(alarm => alarm.Ended != null);
        await host.Store.Alarms.UpdateEndsAsync(
            [.. alarms.Select(alarm => alarm with { Ended = null })], TestContext.Current.CancellationToken);

        await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring with { RunId = "score-2", From = moment });

        (await AlarmsAsync(host)).ShouldBe(await AlarmsAsync(whole));
    }

    [Fact]
    public async Task Most_failures_of_the_fleet_are_announced()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());

        await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);

        var alarms = host.Messages.Of<FailurePredicted>();
        var failures = Prepared.Fleet.Events[EventKind.Failure].Where(failure => failure.Time > Prepared.TrainedTo.AddDays(2)).ToList();
        var announced = failures.Count(failure => alarms.Any(alarm =>
            alarm.Machine == failure.Machine && alarm.Component == failure.Code && alarm.Time < failure.Time
                && alarm.Time >= failure.Time.AddDays(-3)));
        failures.Count.ShouldBeGreaterThan(5);
        announced.ShouldBeGreaterThan(failures.Count / 2);
    }

    [Fact]
    public async Task Every_row_has_reasons_and_those_above_a_threshold_a_decision()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());

        await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);

        foreach (var row in await host.Store.PredictionsAsync("predictions"))
        {
            var isAbove = row.Probabilities.Zip(row.Thresholds).Any(pair => pair.First >= pair.Second);
            (row.Decision is not null).ShouldBe(isAbove);
            row.Reasons.Count.ShouldBeInRange(1, 3);
        }
    }

    [Fact]
    public async Task Another_data_set_does_not_get_into_a_result_set()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);
        await host.Store.AddAsync("other", Prepared.Fleet);

        var run = await host.RunAsync(Prepared.Scoring with { RunId = "score-2", Dataset = "other", Model = Prepared.Dataset });

        run.Error!.Code.ShouldBe("results-of-other-dataset");
    }

    [Fact]
    public async Task Scoring_needs_no_failures()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        var fleet = Prepared.Fleet;
        await host.Store.AddAsync("new-site", new TestFleet
        {
            Machines = fleet.Machines,
            Telemetry = fleet.Telemetry,
            Events = new Dictionary<EventKind, IReadOnlyList<EventRecord>>(),
        });

        var result = await host.RunAsync<StartScoring, ScoreResult>(
            Prepared.Scoring with { Dataset = "new-site", Model = Prepared.Dataset });

        result.Rows.ShouldBe(300);
    }

    [Fact]
    public async Task A_version_is_scored_with_as_it_was_named_also_when_the_champion_has_moved_on()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await host.RunAsync<StartTraining, TrainResult>(Prepared.Training with { RunId = "train-2", Seed = 2 });
        await host.Store.Models.PromoteAsync(
            new Promotion(Prepared.Dataset, 2, host.Clock.Now, "test", "test"), TestContext.Current.CancellationToken);

        var champion = await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring with { Results = "champion" });
        var first = await host.RunAsync<StartScoring, ScoreResult>(
            Prepared.Scoring with { RunId = "score-2", Results = "first", Model = $"{Prepared.Dataset}@1" });

        champion.Version.ShouldBe(2);
        first.Version.ShouldBe(1);
    }

    private static StartScoring Delayed { get; } = Prepared.Scoring with { Dataset = "delayed", Model = Prepared.Dataset };

    private static async Task<PresageHost> DelayedAsync(string settings)
    {
        var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await host.Store.AddAsync(Delayed.Dataset, Prepared.Fleet, $"{ScenarioCatalog.Load("azure-pdm")}\nalarms: {settings}\n");
        return host;
    }

    /// <summary>Of each alarm: whether the row before the one that raised it was at or above its threshold, too.</summary>
    private static async Task<IEnumerable<bool>> RaisedAsync(PresageHost host)
    {
        var rows = (await host.Store.PredictionsAsync("predictions")).ToLookup(row => row.Machine);
        return (await host.Store.Alarms.ReadAsync("predictions", null, default)).Select(alarm =>
        {
            var before = rows[alarm.Machine].Last(row => row.Time < alarm.Time);
            var component = TestStore.Scenario.Components.ToList().IndexOf(alarm.Component);
            return before.Probabilities[component] >= before.Thresholds[component];
        });
    }

    private static async Task CorrectAsync(PresageHost host, string machine, DateTime moment)
    {
        var reading = await host.Store.Telemetry.ReadAsync(
            Prepared.Dataset, machine, 4, moment.AddHours(-1), moment, host.Clock.Now, default);
        var corrected = reading with
        {
            Known = [UnixTime.FromDateTime(host.Clock.Now)],
            Values = [.. reading.Values.Select(values => values.Select(value => value + 1).ToArray())],
        };
        (await host.Store.Telemetry.MergeAsync(Prepared.Dataset, TimeSpan.FromDays(84), [corrected], default)).Replaced.ShouldBe(1);
    }

    private static async Task<IEnumerable<string>> PredictionsAsync(PresageHost host) => (await host.Store.PredictionsAsync("predictions"))
        .Select(row => $"{row.Machine} {row.Time:O} {string.Join(' ', row.Probabilities)} {row.Decision} {row.FeatureRevision}");

    private static async Task<IEnumerable<string>> AlarmsAsync(PresageHost host) =>
        (await host.Store.Alarms.ReadAsync("predictions", null, default)).Select(
            alarm => $"{alarm.Id} {alarm.Machine} {alarm.Component} {alarm.Time:O} {alarm.Ended:O}");
}
