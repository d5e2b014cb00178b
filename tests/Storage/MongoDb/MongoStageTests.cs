using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Storage;
using Presage.Storage.MongoDb;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>Documents of stages of many slices.</summary>
public sealed class MongoStageTests : MongoStoreTests
{
    private const int Slices = 8;
    private const int PerPart = 3;

    private IRuns Runs => field ??= (IRuns)Under.Open(MongoSettings.Default with { SlicesPerPart = PerPart }).GetService(typeof(IRuns))!;

    [Fact]
    public async Task No_document_grows_with_the_slices_of_a_stage()
    {
        await Runs.PlanStageAsync("r1", "read", Slices, Noon, Cancellation);

        var seen = await Task.WhenAll(
            Enumerable.Range(0, Slices).Select(slice => Runs.CompleteSliceAsync("r1", "read", Slice(slice), Cancellation)));

        seen.ShouldContain(new StageProgress("read", Slices, Slices, 10 * Slices));
        (await Runs.ProgressAsync("r1", "read", Cancellation)).ShouldBe(new("read", Slices, Slices, 10 * Slices));
        (await Runs.StagesAsync("r1", Cancellation)).ShouldBe([new("read", Slices, Slices, 10 * Slices)]);
        (await Runs.SlicesAsync("r1", "read", Cancellation)).Count.ShouldBe(Slices);
        (await RowsAsync("stages")).Concat(await RowsAsync("stage_parts")).Select(row => row["finished"].AsBsonDocument.ElementCount)
            .ShouldBe([3, 3, 2], ignoreOrder: true);
    }

    [Fact]
    public async Task A_stage_of_many_slices_that_was_planned_before_there_were_parts_goes_on_in_its_document()
    {
        await Get<IRuns>().PlanStageAsync("r1", "read", Slices, Noon, Cancellation);
        await Get<IRuns>().CompleteSliceAsync("r1", "read", Slice(0), Cancellation);
        await Get<IRuns>().CompleteSliceAsync("r1", "read", Slice(7), Cancellation);

        (await Runs.PlanStageAsync("r1", "read", Slices, Noon, Cancellation)).ShouldBe(Slices);
        (await Runs.IsSliceDoneAsync("r1", "read", 7, Cancellation)).ShouldBeTrue();
        (await Runs.CompleteSliceAsync("r1", "read", Slice(7), Cancellation)).Done.ShouldBe(2);
        (await Runs.CompleteSliceAsync("r1", "read", Slice(6), Cancellation)).Done.ShouldBe(3);
        await new MongoStages(Store, MongoSettings.Default with { SlicesPerPart = PerPart }).TakeBackAsync(
            "r1", "read", [6, 7], 1, Cancellation);
        (await Runs.ProgressAsync("r1", "read", Cancellation)).ShouldBe(new("read", Slices, 1, 10));
    }

    private static SliceRecord Slice(int slice) => new(slice, "worker", 1, Noon, Noon.AddSeconds(1), 10, null);
}
