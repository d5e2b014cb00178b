using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Engine.Observation;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Tests.Storage.Contracts;

/// <summary>What was known of readings at a moment stays as it was: corrections, other sensors, what is taken back.</summary>
public abstract class TelemetryHistoryContract<TStore> : StorageContract<TStore, ITelemetry>
    where TStore : IStoreUnderTest, new()
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(2);
    private static readonly DateTime Ever = DateTime.MaxValue;

    [Fact]
    public async Task As_of_a_moment_before_a_correction_the_reading_is_as_it_was_then()
    {
        await MergeAsync(Readings.Of("7", 0, 100, known: 300));
        await MergeAsync(Readings.Of("7", 40, 20, known: 400, offset: 1));
        await MergeAsync(Readings.Of("7", 50, 100, known: 500, offset: 2));

        (await ReadAsync(At(299))).Count.ShouldBe(0);
        (await ReadAsync(At(300))).ShouldHaveSameReadingsAs(Readings.Of("7", 0, 100));
        (await ReadAsync(At(399))).ShouldHaveSameReadingsAs(Readings.Of("7", 0, 100));
        (await ReadAsync(At(499))).ShouldHaveSameReadingsAs(Mixed((0, 40, 0), (40, 60, 1), (60, 100, 0)));
        (await ReadAsync(Ever)).ShouldHaveSameReadingsAs(Mixed((0, 40, 0), (40, 50, 1), (50, 150, 2)));
        (await StretchesAsync(["7"], 1, At(499)))[0].Stretches.ShouldBe([Hours(0, 99)]);
        (await StretchesAsync(["7"], 1, Ever))[0].Stretches.ShouldBe([Hours(0, 149)]);
    }

    [Fact]
    public async Task Two_exports_of_different_sensors_of_the_same_moments_join()
    {
        await MergeAsync(Only(0, Readings.Of("7", 0, 100, known: 300)));

        var counts = await MergeAsync(Only(1, Readings.Of("7", 50, 100, known: 400)));

        counts.ShouldBe(new(100, 0, 0));
        var read = await ReadAsync(Ever);
        var all = Readings.Of("7", 0, 150).Values;
        read.Values[0].ShouldBe([.. all[0][..100], .. Enumerable.Repeat(double.NaN, 50)]);
        read.Values[1].ShouldBe([.. Enumerable.Repeat(double.NaN, 50), .. all[1][50..]]);
        (await ReadAsync(At(399))).Values[1].ShouldAllBe(value => double.IsNaN(value));
        (await MergeAsync(Only(1, Readings.Of("7", 50, 100, known: 500)))).ShouldBe(new(0, 0, 100));
    }

    [Fact]
    public async Task What_a_file_brought_is_taken_back_from_a_moment_on_and_what_held_before_holds_again()
    {
        await MergeAsync(Readings.Of("7", 0, 100, known: 300), Readings.Of("8", 0, 10, known: 300));
        await MergeAsync(
            Readings.Of("7", 40, 20, known: 400, offset: 1), Readings.Of("7", 60, 90, known: 400, offset: 2) with { File = 5 },
            Readings.Of("8", 0, 20, known: 400, offset: 2) with { File = 5 });
        var wrong = new RecordSelection(Known: At(400), Files: [5]);

        (await Port.CountAsync("plant", wrong, Cancellation)).ShouldBe(90 + 20);
        (await Port.RetractAsync("plant", wrong, At(500), Cancellation)).ShouldBe(90 + 20);
        (await Port.CountAsync("plant", wrong, Cancellation)).ShouldBe(0);

        (await ReadAsync(Ever)).ShouldHaveSameReadingsAs(Mixed((0, 40, 0), (40, 60, 1), (60, 100, 0)));
        (await ReadAsync(At(500))).ShouldHaveSameReadingsAs(Mixed((0, 40, 0), (40, 60, 1), (60, 100, 0)));
        (await ReadAsync(At(499))).ShouldHaveSameReadingsAs(Mixed((0, 40, 0), (40, 60, 1), (60, 150, 2)));
        (await Port.MachinesAsync("plant", Cancellation)).ShouldBe([new("7", At(0), At(99), 100), new("8", At(0), At(9), 10)]);
        (await Port.RetractAsync("plant", wrong, At(500), Cancellation)).ShouldBe(0);
        (await Port.RetractAsync("plant", wrong, At(600), Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task Readings_of_machines_and_of_a_time_are_taken_back()
    {
        await MergeAsync(Readings.Of("7", 0, 100, known: 300), Readings.Of("8", 0, 100, known: 300), Readings.Of("9", 0, 100, known: 300));

        (await Port.RetractAsync("plant", new(["7"], At(9), At(99)), At(500), Cancellation)).ShouldBe(90);
        (await Port.RetractAsync("plant", new(["8"]), At(500), Cancellation)).ShouldBe(100);
        (await Port.RetractAsync("plant", new(["nobody"]), At(500), Cancellation)).ShouldBe(0);

        (await Port.MachinesAsync("plant", Cancellation)).ShouldBe([new("7", At(0), At(9), 10), new("9", At(0), At(99), 100)]);
        (await Port.MachinesAsync("plant", At(500), Cancellation)).ShouldBe(await Port.MachinesAsync("plant", Cancellation));
        (await Port.MachinesAsync("plant", At(499), Cancellation)).ShouldBe(
            [new("7", At(0), At(99), 100), new("8", At(0), At(99), 100), new("9", At(0), At(99), 100)]);
        (await Port.MachinesAsync("plant", At(299), Cancellation)).ShouldBeEmpty();
        (await ReadAsync(Ever)).ShouldHaveSameReadingsAs(Readings.Of("7", 0, 10));
        (await ReadAsync(At(499))).ShouldHaveSameReadingsAs(Readings.Of("7", 0, 100));
        (await StretchesAsync(["7", "8"], 1, Ever)).Select(machine => machine.Stretches.Count).ShouldBe([1, 0]);
        (await StretchesAsync(["8"], 1, At(499)))[0].Stretches.ShouldBe([Hours(0, 99)]);
        (await MergeAsync(Readings.Of("8", 0, 100, known: 600))).ShouldBe(new(100, 0, 0));
        (await ReadAsync(At(550), "8")).Count.ShouldBe(0);
        (await ReadAsync(Ever, "8")).ShouldHaveSameReadingsAs(Readings.Of("8", 0, 100));
    }

    [Fact]
    public async Task Files_that_turn_out_to_be_unfit_are_forgotten_as_if_they_had_never_come()
    {
        await MergeAsync(Readings.Of("7", 0, 50, known: 300));
        await MergeAsync(Readings.Of("7", 40, 20, known: 400, offset: 1) with { File = 1 });
        await MergeAsync(
            Readings.Of("7", 0, 150, known: 400, offset: 2) with { File = 2 }, Readings.Of("8", 0, 9, known: 400) with { File = 2 });

        await Port.ForgetAsync("plant", At(400), [2, 3], Cancellation);

        (await ReadAsync(Ever)).ShouldHaveSameReadingsAs(Mixed((0, 40, 0), (40, 60, 1)));
        (await Port.MachinesAsync("plant", Cancellation)).ShouldBe([new("7", At(0), At(59), 60)]);
        (await Port.StretchesAsync("plant", ["8"], TimeSpan.FromHours(1), At(450), Cancellation).ToListAsync(Cancellation))[0]
            .Stretches.ShouldBeEmpty();
        await Port.ForgetAsync("plant", At(400), [2, 3], Cancellation);
        (await ReadAsync(At(399))).ShouldHaveSameReadingsAs(Readings.Of("7", 0, 50));
    }

    [Fact]
    public async Task Nothing_is_taken_back_while_others_merge_that_is_not_meant()
    {
        await MergeAsync(Readings.Of("7", 0, 240, known: 300));

        await Task.WhenAll(
            Task.Run(async () =>
            {
                for (var hour = 0; hour < 240; hour += 24)
                    await OpenAgain().MergeAsync("plant", Period, [Readings.Of("7", 240 + hour, 24, known: 400)], Cancellation);
            }, Cancellation),
            Task.Run(async () =>
            {
                for (var hour = 0; hour < 240; hour += 24)
                    await Port.RetractAsync("plant", new(["7"], At(hour), At(hour + 12)), At(500), Cancellation);
            }, Cancellation));

        (await ReadAsync(Ever)).Times.ShouldBe(
            [.. Enumerable.Range(0, 480).Where(hour => hour >= 240 || hour % 24 is 0 or > 12).Select(At).Select(UnixTime.FromDateTime)]);
    }

    [Fact]
    public async Task Nothing_is_taken_back_from_a_data_set_that_is_being_deleted()
    {
        await Ports.GetRequiredService<IDataSets>().EnsureAsync(new("plant", "azure-pdm", "", "", At(0)), Cancellation);
        await MergeAsync(Readings.Of("7", 0, 10));
        await BeginDeletingAsync(Deletable.DataSet, "plant");

        (await Should.ThrowAsync<PresageException>(() => Port.RetractAsync("plant", new(), At(500), Cancellation)))
            .Code.ShouldBe("being-deleted");
        (await Should.ThrowAsync<PresageException>(() => Port.ForgetAsync("plant", At(1_000), [0], Cancellation)))
            .Code.ShouldBe("being-deleted");
    }

    [Fact]
    public async Task Readings_of_a_sensor_that_came_later_are_taken_and_earlier_ones_have_none()
    {
        var narrow = Readings.Of("7", 0, 100, known: 300);
        await MergeAsync(narrow with { Values = [narrow.Values[0]] });

        await MergeAsync(Readings.Of("7", 90, 20, known: 400));

        (await ReadAsync(Ever)).Values[1].ShouldBe([.. Enumerable.Repeat(double.NaN, 90), .. Readings.Of("7", 90, 20).Values[1]]);
        (await Port.ReadAsync("plant", "7", 1, DateTime.MinValue, Ever, At(300), Cancellation)).Values[0].ShouldBe(narrow.Values[0]);
    }

    /// <summary>Of machine 7 or another, through another process.</summary>
    private Task<TelemetryBatch> ReadAsync(DateTime asOf, string machine = "7") =>
        OpenAgain().ReadAsync("plant", machine, 2, DateTime.MinValue, Ever, asOf, Cancellation);

    /// <summary>Readings of machine 7, from hour to hour with an offset.</summary>
    private static TelemetryBatch Mixed(params (int From, int To, double Offset)[] parts)
    {
        TelemetryBatch[] all = [.. parts.Select(part => Readings.Of("7", part.From, part.To - part.From, offset: part.Offset))];
        return new(
            "7", [.. all.SelectMany(part => part.Times)], [.. all.SelectMany(part => part.Known)],
            [[.. all.SelectMany(part => part.Values[0])], [.. all.SelectMany(part => part.Values[1])]]);
    }

    private static TelemetryBatch Only(int sensor, TelemetryBatch batch)
    {
        Array.Fill(batch.Values[1 - sensor], double.NaN);
        return batch;
    }

    private Task<MergeCounts> MergeAsync(params TelemetryBatch[] batches) => Port.MergeAsync("plant", Period, batches, Cancellation);

    private async Task<List<ReadingStretches>> StretchesAsync(string[] machines, int hours, DateTime asOf) =>
        await OpenAgain().StretchesAsync("plant", machines, TimeSpan.FromHours(hours), asOf, Cancellation).ToListAsync(Cancellation);

    private static Stretch Hours(int first, int last) => new(UnixTime.FromDateTime(At(first)), UnixTime.FromDateTime(At(last)));
}
