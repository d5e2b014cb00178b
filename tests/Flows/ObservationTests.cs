using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Tests.Harness;
using Presage.Tests.Harness.Engines;

namespace Presage.Tests.Flows;

/// <summary>
/// Engines that run until they fail, half of which stop reporting before: what became of those is not known, and nothing unknown is learnt
/// from, judged or shown as if it were.
/// </summary>
public sealed class ObservationTests
{
    private const string Dataset = "engines";
    private const int HorizonHours = 24;

    private static readonly DateTime s_end = EngineFleet.Start.AddDays(20);

    private static readonly EngineFleet s_fleet = EngineFleet.Create(
        new EngineFleetSettings(Engines: 40, Informative: 3, Flat: 1, Noisy: 1, ShortestLife: 100, LongestLife: 300, CutOffShare: 0.5));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_end_with_the_records_of_their_engine_and_what_is_not_known_of_it_is_not_labelled()
    {
        await using var host = await StartAsync();

        var run = await host.RunAsync(new StartFeatures("features-1", Dataset, EngineFleet.Start, s_end));

        var rows = await RowsAsync(host, run);
        foreach (var engine in s_fleet.Engines)
        {
            var own = rows[engine.Name];
            own.Max(row => row.Time).ShouldBeLessThanOrEqualTo(engine.End);
            foreach (var (time, label) in own.Where(row => row.Time < engine.End))
            {
                var isNear = time.AddHours(HorizonHours) >= engine.End.AddHours(engine.HasFailed ? 0 : 1);
                ((int)label).ShouldBe(!isNear ? 0 : engine.HasFailed ? 1 : -1, $"{engine.Name} at {time:u}");
            }
        }
    }

    [Fact]
    public async Task What_is_not_known_is_neither_learnt_from_nor_judged_and_that_is_said()
    {
        await using var host = await StartAsync();

        var trained = await host.RunAsync<StartTraining, TrainResult>(
            new StartTraining("train-1", Dataset, EngineFleet.Start, s_end, Algorithm: "decision-tree", Trials: 1));
        var scored = await host.RunAsync<StartScoring, ScoreResult>(
            new StartScoring("score-1", Dataset, EngineFleet.Start, s_end, "now", $"{Dataset}@1"));
        var judged = await host.RunAsync<StartEvaluation, EvaluateResult>(new StartEvaluation("evaluate-1", "now"));

        var run = await host.RunAsync(new StartFeatures("features-1", Dataset, EngineFleet.Start, s_end));
        var unknown = (await RowsAsync(host, run)).SelectMany(engine => engine).Count(row => row.Label < 0);
        unknown.ShouldBeGreaterThan(50);
        trained.Unknown.ShouldBe(unknown);
        (judged.Rows, judged.Unlabelled).ShouldBe((scored.Rows, unknown));
        judged.Confusion.Sum(row => row.Sum()).ShouldBe(scored.Rows - unknown);
        Message(trained.Notices, "rows-unknown").ShouldContain("machines are not learnt from");
        Message(judged.Notices, "rows-unknown").ShouldContain("within 24 h after it");
    }

    [Fact]
    public async Task An_engine_that_was_not_heard_of_for_long_is_said_to_be_stale()
    {
        await using var host = await StartAsync();
        var latest = s_fleet.Engines.Max(engine => engine.End);
        var silent = s_fleet.Engines.Where(engine => latest - engine.End > TimeSpan.FromHours(HorizonHours)).ToList();

        await host.RunAsync(new StartTraining("train-1", Dataset, EngineFleet.Start, s_end, Algorithm: "decision-tree", Trials: 1));
        var scored = await host.RunAsync<StartScoring, ScoreResult>(
            new StartScoring("score-1", Dataset, EngineFleet.Start, s_end, "now", $"{Dataset}@1"));

        Message(scored.Notices, "stale-machines")
            .ShouldStartWith($"{silent.Count} machines are stale, silent for longer than the gap of 24 h");
        Message(scored.Notices, "machines-without-readings").ShouldBe("E999 has no readings: nothing is predicted.");
    }

    private static async Task<PresageHost> StartAsync()
    {
        var host = await PresageHost.StartAsync();
        host.Clock.Now = EngineFleet.Start.AddYears(1);
        var records = s_fleet.ToRecords(EngineFleet.Start.AddDays(30));
        await host.Store.AddAsync(Dataset, records, EngineFleetFiles.Scenario(s_fleet.Settings, failureEndsLife: true));
        await host.Store.Machines.UpsertAsync(Dataset, [new Machine("E999", new Dictionary<string, string>())], Cancellation);
        return host;
    }

    private static string Message(IEnumerable<Notice> notices, string code) => notices.Single(notice => notice.Code == code).Message;

    private static async Task<ILookup<string, (DateTime Time, sbyte Label)>> RowsAsync(PresageHost host, Run run)
    {
        var rows = new List<(string Machine, DateTime Time, sbyte Label)>();
        for (var slice = 0; slice < RunTracker.PlanOf<RunPlan>(run).Slices.Count; slice++)
        {
            var part = FeatureRowsCodec.Decode((await host.Store.Features.GetAsync(run.FeatureSet, slice, Cancellation))!);
            rows.AddRange(part.Times.Select(
                (time, row) => (part.Machines[part.MachineOf[row]], UnixTime.ToDateTime(time), part.Labels[0][row])));
        }

        return rows.ToLookup(row => row.Machine, row => (row.Time, row.Label));
    }
}
