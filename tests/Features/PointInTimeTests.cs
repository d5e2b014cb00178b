using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Scenarios;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Features;

public sealed class PointInTimeTests
{
    private static readonly DateTime Middle = TestFleet.Start.AddDays(30);

    [Fact]
    public async Task What_became_known_later_does_not_exist_as_of_an_earlier_moment()
    {
        await using var early = await PresageHost.StartAsync();
        await using var late = await PresageHost.StartAsync();
        await early.Store.AddAsync("fleet", Prepared.Fleet.Until(Middle).KnownAt(Middle));
        await late.Store.AddAsync("fleet", Prepared.Fleet.Until(Middle).KnownAt(Middle));
        await late.Store.AddAsync("fleet", Prepared.Fleet.After(Middle).KnownAt(Middle.AddDays(40)));
        var request = new StartFeatures("features-1", "fleet", TestFleet.Start, Prepared.End);

        var before = await RowsAsync(early, request);
        var asOf = await RowsAsync(late, request with { AsOf = Middle.AddDays(1) });
        var now = await RowsAsync(late, request with { RunId = "features-2" });

        asOf.ShouldBe(before);
        now.ShouldNotBe(before);
    }

    [Fact]
    public async Task What_was_corrected_taken_back_or_widened_later_is_as_it_was()
    {
        await using var early = await PresageHost.StartAsync();
        await using var late = await PresageHost.StartAsync();
        var cancellation = TestContext.Current.CancellationToken;
        var known = Prepared.Fleet.Until(Middle).KnownAt(Middle);
        foreach (var store in new[] { early.Store, late.Store })
            await store.AddAsync("fleet", known);

        await late.Store.Machines.UpsertAsync(
            "fleet",
            [.. known.Machines.Select(machine => new Machine(
                machine.Id, new Dictionary<string, string> { ["age"] = "1", ["model"] = "model4" }, Middle.AddDays(10)))],
            cancellation);
        var corrected = known.Telemetry.Select(batch => batch with
        {
            Values = [.. batch.Values.Select(values => values.Select(value => value + 1).ToArray())],
            Known = [.. batch.Known.Select(_ => UnixTime.FromDateTime(Middle.AddDays(10)))],
        }).ToList();
        await late.Store.Telemetry.MergeAsync("fleet", TimeSpan.FromDays(84), corrected, cancellation);
        var gone = new RecordSelection(From: Middle.AddDays(-9));
        (await late.Store.Telemetry.RetractAsync("fleet", gone, Middle.AddDays(15), cancellation)).ShouldBeGreaterThan(0);
        gone = new RecordSelection([known.Telemetry[0].Machine]);
        (await late.Store.Telemetry.RetractAsync("fleet", gone, Middle.AddDays(16), cancellation)).ShouldBeGreaterThan(0);
        foreach (var kind in Enum.GetValues<EventKind>())
            (await late.Store.Events.RetractAsync("fleet", kind, new(), Middle.AddDays(20), cancellation)).ShouldBeGreaterThan(0);

        var text = TestStore.ScenarioText[..TestStore.ScenarioText.IndexOf("\nsimulation:", StringComparison.Ordinal)]
            .Replace("[12h, 24h, 36h]", "[12h, 24h, 36h, 48h]", StringComparison.Ordinal) + "\n";
        var wider = ScenarioReader.Read(text, "wider");
        await late.Store.DataSets.WidenAsync(
            "fleet", TestStore.Scenario.Hash, new ScenarioVersion(wider.Name, text, wider.Hash, Middle.AddDays(30)), cancellation);
        var request = new StartFeatures("features-1", "fleet", TestFleet.Start, Prepared.End);

        var before = await RowsAsync(early, request);
        var asOf = await RowsAsync(late, request with { AsOf = Middle.AddDays(1) });
        var now = await RowsAsync(late, request with { RunId = "features-2" });

        asOf.ShouldBe(before);
        now.Split('\n')[0].Split(' ').Length.ShouldBeGreaterThan(before.Split('\n')[0].Split(' ').Length);
    }

    [Fact]
    public async Task Records_that_came_in_parts_and_backwards_give_the_same_rows()
    {
        await using var whole = await PresageHost.StartAsync(await Prepared.FilledAsync());
        await using var parts = await PresageHost.StartAsync();
        await parts.Store.AddAsync("fleet", Prepared.Fleet.After(Middle));
        await parts.Store.AddAsync("fleet", Prepared.Fleet.Until(Middle));
        var request = new StartFeatures("features-1", "fleet", TestFleet.Start, Prepared.End);

        var expected = await RowsAsync(whole, request);
        var rows = await RowsAsync(parts, request);

        rows.ShouldBe(expected);
    }

    [Fact]
    public async Task The_plan_takes_the_latest_record_of_any_source_for_the_end_of_knowledge()
    {
        await using var host = await PresageHost.StartAsync();
        await host.Store.AddAsync("fleet", Prepared.Fleet.Until(Middle));
        var failure = Prepared.Fleet.After(Middle).Events[EventKind.Failure].MaxBy(record => record.Time)!;
        await host.Store.Events.AddAsync("fleet", EventKind.Failure, [failure], TestContext.Current.CancellationToken);

        var run = await host.RunAsync(new StartFeatures("features-1", "fleet", TestFleet.Start, Prepared.End));

        Json.Read<RunPlan>(run.Plan!).FailuresKnownUntil.ShouldBe(failure.Time);
    }

    private static async Task<string> RowsAsync(PresageHost host, StartFeatures request)
    {
        await host.RunAsync<StartFeatures, FeaturesResult>(request);
        var lines = new List<string>();
        for (var slice = 0; await host.Store.Features.GetAsync(request.RunId!, slice, default) is { } bytes; slice++)
        {
            var rows = FeatureRowsCodec.Decode(bytes);
            lines.AddRange(Enumerable.Range(0, rows.Count).Select(row => string.Join(
                ' ', [rows.Machines[rows.MachineOf[row]], rows.Times[row], .. rows.Values.Select(column => (object)column[row]),
                    .. rows.Labels.Select(label => (object)label[row])])));
        }

        return string.Join('\n', lines);
    }
}
