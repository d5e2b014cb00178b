using System.Globalization;
using System.Text;
using System.Text.Json;
using Presage.Storage;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>What the ledger says about a job.</summary>
internal static class Ledger
{
    /// <summary>
    /// Every run succeeded, every slice of every stage is done, once, the counts of an ingestion add up, and no message failed for good.
    /// </summary>
    public static async Task ShouldAddUpAsync(Store store, Names names)
    {
        var cancellation = TestContext.Current.CancellationToken;
        (await store.Get<IFaults>().ListAsync(new FaultQuery(null), null, int.MaxValue, cancellation)).Select(Tell).ShouldBeEmpty();
        var runs = store.Get<IRuns>();
        foreach (var id in names.Runs)
        {
            (await runs.FindAsync(id, cancellation))!.State.ShouldBe(RunState.Succeeded, id);
            foreach (var stage in await runs.StagesAsync(id, cancellation))
            {
                var slices = await runs.SlicesAsync(id, stage.Stage, cancellation);
                slices.Select(slice => slice.Slice).ShouldBe(Enumerable.Range(0, stage.Slices), $"{id} {stage.Stage}");
                slices.Sum(slice => slice.Rows).ShouldBe(stage.Rows, $"{id} {stage.Stage}");
            }
        }

        var ingested = JsonDocument.Parse((await runs.FindAsync(names.Ingest, cancellation))!.Result!).RootElement.GetProperty("sources")
            .EnumerateArray().ToList();
        ingested.Count.ShouldBe(5);
        foreach (var source in ingested)
            Count(source, "read")
                .ShouldBe(Count(source, "written") + Count(source, "replaced") + Count(source, "duplicate") + Count(
                    source, "quarantined"), source.ToString());
    }

    /// <summary>Feature rows of runs that have ended are gone.</summary>
    public static async Task<bool> HasReleasedFeaturesAsync(Store store, Names names)
    {
        foreach (var run in names.Runs)
            for (var slice = 0; slice < 10; slice++)
                if (await store.Get<IFeatureSets>().GetAsync(run, slice, TestContext.Current.CancellationToken) is not null)
                    return false;

        return true;
    }

    /// <summary>For a person who looks for the cause of a failure.</summary>
    public static async Task<string> TellAsync(Store store, Names names)
    {
        var text = new StringBuilder();
        foreach (var id in names.Runs)
        {
            var run = await store.Get<IRuns>().FindAsync(id, TestContext.Current.CancellationToken);
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{id}: {run?.State} {run?.StartedAt:HH:mm:ss.fff} to {run?.EndedAt:HH:mm:ss.fff} {run?.Error}");
            foreach (var stage in await store.Get<IRuns>().StagesAsync(id, TestContext.Current.CancellationToken))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {stage}");
                if (!stage.IsComplete)
                    foreach (var slice in await store.Get<ISliceAttempts>()
                        .ListAsync(id, stage.Stage, TestContext.Current.CancellationToken))
                        text.AppendLine(CultureInfo.InvariantCulture, $"    {slice}");
            }
        }

        foreach (var fault in await store.Get<IFaults>()
            .ListAsync(new FaultQuery(null), null, int.MaxValue, TestContext.Current.CancellationToken))
            text.AppendLine(Tell(fault));

        return text.ToString();
    }

    private static string Tell(Fault fault) =>
        $"{fault.Queue} {fault.Message} {fault.Run} {fault.Error} {fault.Details} {string.Join('\n', fault.History)}";

    private static long Count(JsonElement source, string name) => source.GetProperty(name).GetInt64();
}
