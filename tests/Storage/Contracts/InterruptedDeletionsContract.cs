using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

/// <summary>
/// A process was killed while it deleted something: nobody sees the rest, nothing is added to it, and the same deletion completes it.
/// </summary>
public abstract class InterruptedDeletionsContract<TStore> : StorageContract<TStore, IPredictions>
    where TStore : IStoreUnderTest, new()
{
    private static readonly DataSet Plant = new("plant", "azure-pdm", "", "", At(0));
    private static readonly ResultSet March = new("march", "plant", ["comp1"], TimeSpan.FromHours(84), At(0));
    private static readonly Prediction Row = new("1", At(1), [0.1], [0.5], null, [], "pump", 1, "r1", "f1");
    private static readonly Run Failed = new("r1", "score", "plant", "key", "{}", null, null, At(1));

    [Fact]
    public async Task A_result_set_is_hidden_and_refused_until_it_is_gone()
    {
        await Port.EnsureAsync(March, Cancellation);
        await Port.WriteAsync("march", [Row], Cancellation);
        await BeginDeletingAsync(Deletable.ResultSet, "march");

        (await Port.FindAsync("march", Cancellation)).ShouldBeNull();
        (await Port.ListAsync(Cancellation)).ShouldBeEmpty();
        (await Port.LatestAsync("march", null, DateTime.MaxValue, Cancellation)).ShouldBeEmpty();
        (await Port.StandingsAsync("march", DateTime.MaxValue, Cancellation)).ShouldBeEmpty();
        (await Port.PageAsync("march", new(), null, 5, Cancellation)).ShouldBeEmpty();
        (await Port.ReadAsync("march", null, DateTime.MinValue, DateTime.MaxValue, Cancellation).ToListAsync(Cancellation)).ShouldBeEmpty();
        (await Port.ExtentAsync("march", Cancellation)).ShouldBe(new(0, 0, null, null));
        (await Port.ResultsOfModelAsync("pump", 1, Cancellation)).ShouldBeEmpty();
        (await Port.IsBeingDeletedAsync("march", Cancellation)).ShouldBeTrue();
        await RefusedAsync(() => Port.EnsureAsync(March, Cancellation));
        await RefusedAsync(() => Port.WriteAsync("march", [Row], Cancellation));
        await RefusedAsync(() => Ports.GetRequiredService<IAlarms>().AddAsync(
            [new("a1", "march", "1", "comp1", At(1), 0.9, 0.5, [], "r1")], Cancellation));

        (await OpenAgain().DeleteAsync("march", Cancellation)).ShouldBe(new(1, 0, 0));

        (await Port.IsBeingDeletedAsync("march", Cancellation)).ShouldBeFalse();
        await Port.EnsureAsync(March, Cancellation);
        (await Port.MachinesAsync("march", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_data_set_is_hidden_and_refused_until_it_is_gone()
    {
        var datasets = Ports.GetRequiredService<IDataSets>();
        var telemetry = Ports.GetRequiredService<ITelemetry>();
        await datasets.EnsureAsync(Plant, Cancellation);
        await telemetry.MergeAsync("plant", TimeSpan.FromDays(1), [Readings.Of("1", 0, 30)], Cancellation);
        await BeginDeletingAsync(Deletable.DataSet, "plant");

        (await datasets.FindAsync("plant", Cancellation)).ShouldBeNull();
        (await datasets.ListAsync(Cancellation)).ShouldBeEmpty();
        (await datasets.IsBeingDeletedAsync("plant", Cancellation)).ShouldBeTrue();
        await RefusedAsync(() => datasets.EnsureAsync(Plant, Cancellation));
        await RefusedAsync(() => telemetry.MergeAsync("plant", TimeSpan.FromDays(1), [Readings.Of("1", 40, 30)], Cancellation));
        await RefusedAsync(
            () => Ports.GetRequiredService<IEvents>().AddAsync("plant", EventKind.Error, [new("1", At(1), "e", At(1))], Cancellation));
        await RefusedAsync(
            () => Ports.GetRequiredService<IMachines>().UpsertAsync("plant", [new("1", new Dictionary<string, string>())], Cancellation));
        await RefusedAsync(
            () => Ports.GetRequiredService<IQuarantine>().AddAsync("plant", "r1", [new("errors", "e.csv", 1, "r", "t")], Cancellation));

        (await datasets.DeleteAsync("plant", Cancellation)).ShouldBe(new(30, 0, 0, 0));

        (await datasets.IsBeingDeletedAsync("plant", Cancellation)).ShouldBeFalse();
        await datasets.EnsureAsync(Plant, Cancellation);
        (await telemetry.MergeAsync("plant", TimeSpan.FromDays(2), [Readings.Of("1", 0, 5)], Cancellation)).ShouldBe(new(5, 0, 0));
    }

    [Fact]
    public async Task A_run_is_hidden_and_refused_until_it_is_gone()
    {
        var runs = Ports.GetRequiredService<IRuns>();
        await runs.StartAsync(Failed, Cancellation);
        await runs.PlanStageAsync("r1", "features", 2, At(2), Cancellation);
        await runs.EndAsync("r1", RunState.Failed, null, null, At(4), Cancellation);
        await BeginDeletingAsync(Deletable.Run, "r1");

        (await runs.FindAsync("r1", Cancellation)).ShouldBeNull();
        (await runs.ListAsync(new(), null, 5, Cancellation)).ShouldBeEmpty();
        (await runs.IsBeingDeletedAsync("r1", Cancellation)).ShouldBeTrue();
        (await runs.ReopenAsync("r1", "features", [], At(5), Cancellation)).ShouldBeFalse();
        await RefusedAsync(() => runs.StartAsync(Failed, Cancellation));

        (await runs.DeleteAsync("r1", Cancellation)).ShouldBe(new(1, 0, 0));

        (await runs.StartAsync(Failed, Cancellation)).ShouldBe(Failed);
        (await runs.StagesAsync("r1", Cancellation)).ShouldBeEmpty();
    }

    private static async Task RefusedAsync(Func<Task> write)
    {
        var error = await Should.ThrowAsync<PresageException>(write);
        (error.Code, error.Kind).ShouldBe(("being-deleted", ErrorKind.Conflict));
    }
}
