using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class RetentionContract<TStore> : StorageContract<TStore, IRetention>
    where TStore : IStoreUnderTest, new()
{
    private const int HoursOfBlock = 240;

    private T Get<T>()
        where T : notnull => Ports.GetRequiredService<T>();

    [Fact]
    public async Task Readings_go_in_whole_blocks_before_a_time_and_the_cut_is_kept()
    {
        await Get<IDataSets>().EnsureAsync(new("plant", "azure-pdm", "", "", At(0)), Cancellation);
        await Get<ITelemetry>().MergeAsync(
            "plant", TimeSpan.FromHours(HoursOfBlock), [Readings.Of("1", 0, 3 * HoursOfBlock), Readings.Of("2", 0, 10)], Cancellation);
        var before = (await Get<ITelemetry>().MachinesAsync("plant", Cancellation)).Sum(machine => machine.Readings);
        var cut = At(500);
        var planned = await Port.CountAsync(RetainedKind.Telemetry, "plant", cut, Cancellation);
        (await Port.CutAsync(RetainedKind.Telemetry, "plant", Cancellation)).ShouldBeNull();

        var deleted = await DeleteAsync(RetainedKind.Telemetry, "plant", cut);

        deleted.ShouldBe(planned);
        deleted.ShouldBeInRange(10 + 1, 10 + 500);
        var left = await Get<ITelemetry>().MachinesAsync("plant", Cancellation);
        left.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            machine => machine.Machine.ShouldBe("1"),
            machine => machine.Readings.ShouldBe(before - deleted),
            machine => machine.Last.ShouldBe(At((3 * HoursOfBlock) - 1)));
        (await Port.CutAsync(RetainedKind.Telemetry, "plant", Cancellation)).ShouldBe(cut);
        (await Port.CutAsync(RetainedKind.Telemetry, "other", Cancellation)).ShouldBeNull();
        (await DeleteAsync(RetainedKind.Telemetry, "plant", At(10))).ShouldBe(0);
        (await OpenAgain().CutAsync(RetainedKind.Telemetry, "plant", Cancellation)).ShouldBe(cut);
    }

    [Fact]
    public async Task Readings_that_come_late_into_what_was_cut_are_taken_like_any()
    {
        await Get<ITelemetry>().MergeAsync("plant", TimeSpan.FromHours(HoursOfBlock), [Readings.Of("1", 0, 600)], Cancellation);
        await DeleteAsync(RetainedKind.Telemetry, "plant", At(400));
        var left = (await Get<ITelemetry>().MachinesAsync("plant", Cancellation)).Single().Readings;

        var counts = await Get<ITelemetry>().MergeAsync(
            "plant", TimeSpan.FromHours(HoursOfBlock), [Readings.Of("1", 0, 5)], Cancellation);

        counts.ShouldBe(new(5, 0, 0));
        (await Get<ITelemetry>().MachinesAsync("plant", Cancellation)).Single().Readings.ShouldBe(left + 5);
    }

    [Fact]
    public async Task Predictions_go_with_their_revisions_but_the_latest_of_each_machine_stays()
    {
        var predictions = Get<IPredictions>();
        await predictions.EnsureAsync(new("weekly", "plant", ["comp1"], TimeSpan.FromHours(84), At(0)), Cancellation);
        await predictions.WriteAsync(
            "weekly", [.. Enumerable.Range(0, 10).Select(hour => Of("7", hour)), Of("8", 1), Of("8", 2)], Cancellation);
        await predictions.WriteAsync("weekly", [Of("7", 1, version: 2), Of("7", 8, version: 2)], Cancellation);

        (await Port.CountAsync(RetainedKind.Predictions, "weekly", At(5), Cancellation)).ShouldBe(6);
        (await DeleteAsync(RetainedKind.Predictions, "weekly", At(5))).ShouldBe(6);

        (await predictions.ReadAsync("weekly", null, DateTime.MinValue, DateTime.MaxValue, Cancellation).ToListAsync(Cancellation))
            .Select(row => row.Place).ShouldBe(
                [.. Enumerable.Range(5, 5).Select(hour => new PredictionKey("7", At(hour))), new("8", At(2))]);
        (await predictions.RevisionsAsync("weekly", "7", At(1), Cancellation)).ShouldBeEmpty();
        (await predictions.RevisionsAsync("weekly", "7", At(8), Cancellation)).Count.ShouldBe(2);
        (await predictions.ExtentAsync("weekly", Cancellation)).ShouldBe(new(6, 2, At(2), At(9)));
        (await Port.CutAsync(RetainedKind.Predictions, "weekly", Cancellation)).ShouldBe(At(5));
        (await predictions.DeleteAsync("weekly", Cancellation)).ShouldBe(new(6, 1, 0));
    }

    [Fact]
    public async Task Faults_go_when_somebody_has_closed_them()
    {
        var faults = Get<IFaults>();
        foreach (var (id, hour) in ((string, int)[])[("open", 1), ("closed", 1), ("young", 9)])
            await faults.AddAsync(
                new(
                    id, "scoring", null, null, new RunError(ErrorKind.Invalid, "c", "m", "r"), "d", null, null, [1], 1, FaultState.Open,
                    At(hour), [new(At(hour), FaultEvent.Failed, "w", "t")]),
                Cancellation);
        foreach (var id in (string[])["closed", "young"])
            await faults.CloseAsync(id, 1, FaultState.Discarded, new(At(9), FaultEvent.Discarded, "w", "t"), Cancellation);

        (await DeleteAsync(RetainedKind.Faults, "", At(5))).ShouldBe(1);

        (await faults.ListAsync(new(State: null), null, 10, Cancellation)).Select(fault => fault.Id).ShouldBe(["young", "open"]);
    }

    private async Task<long> DeleteAsync(RetainedKind kind, string name, DateTime before)
    {
        var deleted = 0L;
        while (await Port.DeleteSomeAsync(kind, name, before, Cancellation) is > 0 and var some)
            deleted += some;

        return deleted;
    }

    private static Prediction Of(string machine, int hour, int version = 1) =>
        new(machine, At(hour), [0.1], [0.5], null, [], "pump", version, "r1", "f1");
}
