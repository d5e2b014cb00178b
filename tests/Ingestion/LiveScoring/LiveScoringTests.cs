using System.Globalization;
using Presage.Contracts;
using Presage.Storage;
using Presage.Tests.Harness;
using Presage.Tests.Ingestion.Streaming;

namespace Presage.Tests.Ingestion.LiveScoring;

public sealed class LiveScoringTests
{
    private const string Live = $"{Prepared.Dataset}-live";

    private static readonly DateTime s_noon = new(2015, 2, 20, 12, 0, 0, DateTimeKind.Utc);

    private static readonly DateTime s_midnight = s_noon.AddHours(-12);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_grid_point_that_has_passed_is_scored_once_and_as_if_its_readings_had_come_as_a_file()
    {
        await using var host = await StreamHost.StartAsync();
        foreach (var part in StreamHost.Readings(StreamHost.Until, s_noon.AddHours(1)).Chunk(10))
        {
            await host.ReportAsync(part);
            await host.ReportAsync(part);
        }

        await host.ShouldBeScoredAsync(s_midnight, s_noon);
        await host.Services.Bus.Publish(
            new StartScoring("afterwards", Prepared.Dataset, s_noon.AddHours(-12), s_noon, "compared"), Cancellation);
        (await host.Services.EndOfAsync("afterwards")).State.ShouldBe(RunState.Succeeded);

        (await FromFileAsync()).ShouldBe(await PredictionsAsync(host, Live));
        (await PredictionsAsync(host, "compared")).ShouldBe(await PredictionsAsync(host, Live));
        (await PredictionsAsync(host, Live)).Count.ShouldBe(10);
    }

    [Fact]
    public async Task Nothing_is_scored_without_a_champion_or_when_it_is_switched_off()
    {
        var folder = new TestFolder();
        await using (var store = new TestStore(folder.Path))
            await store.AddAsync(Prepared.Dataset, Prepared.Fleet.Until(StreamHost.Until));

        await using var without = await StreamHost.StartAsync(folder);
        await using var off = await StreamHost.StartAsync(("Streaming:Scoring", "false"));
        foreach (var host in new[] { without, off })
            (await host.ReportAsync(StreamHost.Readings(StreamHost.Until, s_noon.AddHours(1)))).ShouldBeNull();

        (await without.PassedAsync()).ShouldBe(new(Prepared.Dataset, s_midnight, s_noon));
        (await without.Services.Store.Jobs.ListAsync(Cancellation)).ShouldBeEmpty();
        await off.ShouldBeScoredAsync();
    }

    [Fact]
    public async Task What_scores_a_data_set_is_a_job_that_a_person_can_delete()
    {
        await using var host = await StreamHost.StartAsync();
        await host.ReportAsync(StreamHost.Readings(StreamHost.Until, s_noon.AddHours(-1)));
        await host.ShouldBeScoredAsync(s_midnight);
        var jobs = host.Services.Store.Jobs;
        var job = (await jobs.ListAsync(Cancellation)).ShouldHaveSingleItem();
        (job.Name, job.State.PlannedTo).ShouldBe(($"live-{Prepared.Dataset}", s_midnight));

        await jobs.DeleteAsync(job.Name, Cancellation);
        await host.ReportAsync(StreamHost.Readings(s_noon.AddHours(-1), s_noon.AddHours(1)));

        (await jobs.ListAsync(Cancellation)).ShouldBeEmpty();
        await host.ShouldBeScoredAsync();
    }

    [Fact]
    public async Task A_point_waits_for_the_grace()
    {
        await using var host = await StreamHost.StartAsync(("Streaming:Grace", "02:00:00"));

        await host.ReportAsync(StreamHost.Readings(StreamHost.Until, s_noon.AddHours(1)));
        await host.ShouldBeScoredAsync(s_midnight);
        await host.ReportAsync(StreamHost.Readings(s_noon.AddHours(1), s_noon.AddHours(2)));
        await host.ShouldBeScoredAsync(s_midnight, s_noon);
    }

    [Fact]
    public async Task What_a_process_that_died_did_not_ask_for_is_asked_for_by_the_next()
    {
        var readings = StreamHost.Readings(s_noon.AddHours(30), s_noon.AddHours(37));
        var first = await StreamHost.StartAsync();
        await first.ReportAsync(StreamHost.Readings(StreamHost.Until, s_noon));
        await first.ShouldBeScoredAsync(s_noon);
        var died = await StreamHost.StartAsync(await first.StopAsync(), ("Streaming:Scoring", "false"));
        await died.ReportAsync(StreamHost.Readings(s_noon, s_noon.AddHours(37)));

        await using var next = await StreamHost.StartAsync(await died.StopAsync());
        await next.ReportAsync(readings);

        await next.ShouldBeScoredAsync([.. Enumerable.Range(0, 4).Select(point => s_noon.AddHours(12 * point))]);
    }

    /// <summary>The predictions when the same readings are ingested as a file.</summary>
    private static async Task<IReadOnlyList<string>> FromFileAsync()
    {
        await using var host = await StreamHost.StartAsync(("Streaming:Scoring", "false"));
        var rows = StreamHost.Readings(StreamHost.Until, s_noon.AddHours(1)).Select(RowOf);
        var file = host.Write("telemetry.csv", SmallPlant.TelemetryText(rows));
        await host.Services.Bus.Publish(new NewDataArrived("file", Prepared.Dataset, null, [file]), Cancellation);
        (await host.Services.EndOfAsync("file")).State.ShouldBe(RunState.Succeeded);
        await host.Services.Bus.Publish(new StartScoring("score", Prepared.Dataset, s_noon.AddHours(-12), s_noon, Live), Cancellation);
        (await host.Services.EndOfAsync("score")).State.ShouldBe(RunState.Succeeded);
        return await PredictionsAsync(host, Live);
    }

    /// <summary>The predictions of noon, to the last bit.</summary>
    private static async Task<IReadOnlyList<string>> PredictionsAsync(StreamHost host, string results)
    {
        var rows = new List<string>();
        await foreach (var row in host.Services.Store.Predictions.ReadAsync(results, null, s_noon.AddHours(-1), s_noon, Cancellation))
            rows.Add(TextOf(row));

        return rows;
    }

    private static string RowOf(ReportedReading reading)
    {
        string[] sensors = ["volt", "rotate", "pressure", "vibration"];
        var values = sensors.Select(sensor => reading.Values[sensor]!.Value.ToString("R", CultureInfo.InvariantCulture));
        return $"{reading.Time},{reading.Machine},{string.Join(',', values)}";
    }

    private static string TextOf(Prediction row) =>
        $"{row.Machine} {row.Time:O} {BitsOf(row.Probabilities)} {BitsOf(row.Thresholds)}";

    private static string BitsOf(IEnumerable<double> values) => string.Join(' ', values.Select(BitConverter.DoubleToInt64Bits));
}
