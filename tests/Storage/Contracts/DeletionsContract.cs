using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

/// <summary>What is deleted is gone with everything that belongs to it, and nothing else is.</summary>
public abstract class DeletionsContract<TStore> : StorageContract<TStore, IPredictions>
    where TStore : IStoreUnderTest, new()
{
    private static readonly Run Finished = new("r1", "score", "plant", "key", "{}", null, null, At(1));

    private IDataSets DataSets => Ports.GetRequiredService<IDataSets>();

    private IRuns Runs => Ports.GetRequiredService<IRuns>();

    [Fact]
    public async Task A_result_set_goes_with_its_predictions_revisions_and_alarms()
    {
        await ScoreAsync("march");
        await ScoreAsync("april");

        var deleted = await Port.DeleteAsync("march", Cancellation);

        deleted.ShouldBe(new(40, 20, 2));
        (await Port.ListAsync(Cancellation)).Select(results => results.Name).ShouldBe(["april"]);
        (await CountsAsync("march")).ShouldBe((0, 0, 0));
        (await CountsAsync("april")).ShouldBe((40, 2, 2));
        (await Port.ResultsOfModelAsync("pump", 1, Cancellation)).ShouldBe(["april"]);
        (await Port.LatestAsync("april", null, DateTime.MaxValue, Cancellation)).Select(row => row.Version).ShouldBe([2, 2]);
        (await Port.RevisionsAsync("april", "1", At(1), Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_not_there_is_not_deleted()
    {
        (await Port.DeleteAsync("march", Cancellation)).ShouldBeNull();
        (await DataSets.DeleteAsync("plant", Cancellation)).ShouldBeNull();
        (await Runs.DeleteAsync("r1", Cancellation)).ShouldBeNull();
        (await Port.IsBeingDeletedAsync("march", Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_is_free_again_when_all_of_it_is_gone()
    {
        await ScoreAsync("march");
        await Port.DeleteAsync("march", Cancellation);

        await ScoreAsync("march", machines: 1);

        (await CountsAsync("march")).ShouldBe((20, 1, 1));
        (await Port.RevisionsAsync("march", "1", At(1), Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_data_set_goes_with_its_records_and_can_be_begun_anew_with_other_blocks()
    {
        await IngestAsync("plant", TimeSpan.FromDays(1));
        await IngestAsync("other", TimeSpan.FromDays(1));
        (await DataSets.CountAsync("plant", Cancellation)).ShouldBe(new(100, 3, 2, 1));

        var deleted = await DataSets.DeleteAsync("plant", Cancellation);

        deleted.ShouldBe(new(100, 3, 2, 1));
        (await DataSets.CountAsync("plant", Cancellation)).ShouldBe(new(0, 0, 0, 0));
        (await DataSets.CountAsync("other", Cancellation)).ShouldBe(new(100, 3, 2, 1));
        (await DataSets.ListAsync(Cancellation)).Select(dataset => dataset.Name).ShouldBe(["other"]);
        (await DataSets.ExtentsAsync("plant", Cancellation)).ShouldBeEmpty();
        (await Ports.GetRequiredService<IMachines>().ListAsync("plant", Cancellation)).ShouldBeEmpty();

        await IngestAsync("plant", TimeSpan.FromDays(7));
        (await DataSets.CountAsync("plant", Cancellation)).ShouldBe(new(100, 3, 2, 1));
    }

    [Fact]
    public async Task A_run_goes_with_what_it_left_behind()
    {
        var features = Ports.GetRequiredService<IFeatureSets>();
        var attempts = Ports.GetRequiredService<ISliceAttempts>();
        foreach (var id in new[] { "r1", "r10" })
        {
            await Runs.StartAsync(Finished with { Id = id }, Cancellation);
            await Runs.PlanStageAsync(id, "features", 2, At(2), Cancellation);
            await attempts.BeginAsync(id, "features", 0, "worker", At(2), Cancellation);
            await Runs.CompleteSliceAsync(id, "features", new(0, "worker", 1, At(2), At(3), 10), Cancellation);
            await Ports.GetRequiredService<IRunWakes>().AddAsync(id, new(1, At(3), "why"), Cancellation);
            await features.PutAsync(id, 0, new byte[] { 1 }, Cancellation);
            await Runs.EndAsync(id, RunState.Failed, null, new(ErrorKind.Invalid, "c", "m", "r"), At(4), Cancellation);
            await Runs.ReopenAsync(id, "features", [], At(5), Cancellation);
            await features.PutAsync($"{id}+1", 0, new byte[] { 1 }, Cancellation);
            await Runs.EndAsync(id, RunState.Cancelled, null, null, At(6), Cancellation);
        }

        (await Runs.CountAsync("r1", Cancellation)).ShouldBe(new(1, 1, 2));
        (await Runs.DeleteAsync("r1", Cancellation)).ShouldBe(new(1, 1, 2));

        (await Runs.ListAsync(new(), null, 10, Cancellation)).Select(run => run.Id).ShouldBe(["r10"]);
        (await Runs.StagesAsync("r1", Cancellation)).ShouldBeEmpty();
        (await Runs.SlicesAsync("r1", "features", Cancellation)).ShouldBeEmpty();
        (await attempts.ListAsync("r1", "features", Cancellation)).ShouldBeEmpty();
        (await Ports.GetRequiredService<IRunWakes>().ListAsync("r1", Cancellation)).ShouldBeEmpty();
        (await features.GetAsync("r1", 0, Cancellation)).ShouldBeNull();
        (await features.GetAsync("r1+1", 0, Cancellation)).ShouldBeNull();
        (await Runs.CountAsync("r10", Cancellation)).ShouldBe(new(1, 1, 2));

        // What is still on its way for it is late, and nobody else's.
        (await Runs.WasDeletedAsync("r1", Cancellation)).ShouldBeTrue();
        (await Runs.WasDeletedAsync("r10", Cancellation)).ShouldBeFalse();
        (await Runs.WasDeletedAsync("r2", Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_that_has_not_ended_is_not_deleted()
    {
        await Runs.StartAsync(Finished, Cancellation);

        (await Should.ThrowAsync<PresageException>(() => Runs.DeleteAsync("r1", Cancellation))).Code.ShouldBe("run-not-ended");

        (await Runs.FindAsync("r1", Cancellation)).ShouldBe(Finished);
        (await Runs.IsBeingDeletedAsync("r1", Cancellation)).ShouldBeFalse();
    }

    private async Task ScoreAsync(string results, int machines = 2)
    {
        await Port.EnsureAsync(new(results, "plant", ["comp1"], TimeSpan.FromHours(84), At(0)), Cancellation);
        Prediction[] rows = [.. Enumerable.Range(1, machines).SelectMany(
            machine => Enumerable.Range(1, 20).Select(hour => Of($"{machine}", hour)))];
        await Port.WriteAsync(results, rows, Cancellation);
        await Port.WriteAsync(
            results, [.. rows.Where(row => row.Time <= At(5) || row.Time > At(15)).Select(row => row with { Version = 2 })], Cancellation);
        await Ports.GetRequiredService<IAlarms>().AddAsync(
            [.. Enumerable.Range(1, machines).Select(
                machine => new Alarm($"{results}-{machine}", results, $"{machine}", "comp1", At(1), 0.9, 0.5, [], "r1"))],
            Cancellation);
    }

    private async Task<(long Rows, int Machines, long Alarms)> CountsAsync(string results)
    {
        var extent = await Port.ExtentAsync(results, Cancellation);
        return (extent.Rows, extent.Machines, await Ports.GetRequiredService<IAlarms>().CountAsync(new(results), Cancellation));
    }

    private async Task IngestAsync(string dataset, TimeSpan period)
    {
        await DataSets.EnsureAsync(new(dataset, "azure-pdm", "", "", At(0)), Cancellation);
        await Ports.GetRequiredService<ITelemetry>().MergeAsync(
            dataset, period, [Readings.Of("1", 0, 60), Readings.Of("2", 0, 40)], Cancellation);
        await Ports.GetRequiredService<IEvents>().AddAsync(
            dataset, EventKind.Error, [.. Enumerable.Range(1, 3).Select(hour => new EventRecord("1", At(hour), "error1", At(9)))],
            Cancellation);
        await Ports.GetRequiredService<IMachines>().UpsertAsync(
            dataset, [new("1", new Dictionary<string, string>()), new("2", new Dictionary<string, string>())], Cancellation);
        await Ports.GetRequiredService<IQuarantine>().AddAsync(
            dataset, $"run-of-{dataset}", [new("telemetry", "a.csv", 1, "unparsable", "x")], Cancellation);
    }

    private static Prediction Of(string machine, int hour) => new(machine, At(hour), [0.1], [0.5], null, [], "pump", 1, "r1", "f1");
}
