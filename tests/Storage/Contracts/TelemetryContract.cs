using Presage.Engine;
using Presage.Engine.Observation;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Tests.Storage.Contracts;

public abstract class TelemetryContract<TStore> : StorageContract<TStore, ITelemetry>
    where TStore : IStoreUnderTest, new()
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(2);
    private static readonly DateTime Ever = DateTime.MaxValue;

    [Fact]
    public async Task Readings_are_read_as_they_were_written_over_many_blocks()
    {
        var batch = Readings.Of("7", 3, 200);

        var counts = await MergeAsync(batch);

        counts.ShouldBe(new(200, 0, 0));
        var read = await ReadAsync(OpenAgain(), "7", DateTime.MinValue, Ever);
        read.ShouldHaveSameReadingsAs(batch);
        read.Known.ShouldBe(batch.Known);
    }

    [Fact]
    public async Task Nothing_is_read_of_a_machine_without_readings()
    {
        var read = await Port.ReadAsync("plant", "7", 3, DateTime.MinValue, Ever, Ever, Cancellation);

        read.Count.ShouldBe(0);
        read.Values.Select(column => column.Length).ShouldBe([0, 0, 0]);
    }

    [Fact]
    public async Task Readings_of_many_machines_come_in_the_order_in_which_they_are_asked_for()
    {
        string[] machines = [.. Enumerable.Range(0, 100).Select(i => $"{i * 7 % 100}")];
        await MergeAsync([.. machines.Take(99).Select(machine => Readings.Of(machine, int.Parse(machine), 200))]);

        var read = await Port.ReadAsync("plant", machines, 2, At(99), At(199), Ever, Cancellation).ToListAsync(Cancellation);

        read.Select(batch => batch.Machine).ShouldBe(machines);
        foreach (var batch in read)
            batch.ShouldHaveSameReadingsAs(await ReadAsync(Port, batch.Machine, At(99), At(199)));
        read.Count(batch => batch.Count == 0).ShouldBe(1);
    }

    [Fact]
    public async Task A_range_excludes_its_start_and_includes_its_end()
    {
        await MergeAsync(Readings.Of("7", 0, 200));

        var read = await ReadAsync(Port, "7", At(47), At(96));

        read.Times.ShouldBe([.. Enumerable.Range(48, 49).Select(hour => UnixTime.FromDateTime(At(hour)))]);
    }

    [Fact]
    public async Task Only_what_was_known_at_a_moment_is_read()
    {
        await MergeAsync(Readings.Of("7", 0, 10, known: 300), Readings.Of("7", 10, 5, known: 400), Readings.Of("7", 15, 5, known: 300));

        var before = await Port.ReadAsync("plant", "7", 2, DateTime.MinValue, Ever, At(399), Cancellation);
        var then = await Port.ReadAsync("plant", "7", 2, DateTime.MinValue, Ever, At(400), Cancellation);

        before.ShouldHaveSameReadingsAs(Readings.Of("7", 0, 20).Pick(Enumerable.Range(0, 20).Where(row => row is < 10 or >= 15)));
        then.Count.ShouldBe(20);
    }

    [Fact]
    public async Task Stretches_are_cut_where_no_reading_comes_for_longer_than_the_gap()
    {
        await MergeAsync(Readings.Of("7", 0, 100), Readings.Of("7", 103, 50), Readings.Of("7", 157, 1), Readings.Of("8", 5, 1));

        var stretches = await StretchesAsync(["8", "9", "7"], 3, Ever);

        stretches.Select(machine => machine.Machine).ShouldBe(["8", "9", "7"]);
        stretches[0].Stretches.ShouldBe([Hours(5, 5)]);
        stretches[1].Stretches.ShouldBeEmpty();
        stretches[2].Stretches.ShouldBe([Hours(0, 99), Hours(103, 152), Hours(157, 157)]);
        (await StretchesAsync(["7"], 4, Ever))[0].Stretches.ShouldBe([Hours(0, 152), Hours(157, 157)]);
        (await StretchesAsync(["7"], 5, Ever))[0].Stretches.ShouldBe([Hours(0, 157)]);
    }

    [Fact]
    public async Task Stretches_are_of_the_readings_that_were_known_at_a_moment()
    {
        await MergeAsync(Readings.Of("7", 0, 10, known: 300), Readings.Of("7", 10, 5, known: 400), Readings.Of("7", 15, 85, known: 300));

        (await StretchesAsync(["7"], 1, At(299)))[0].Stretches.ShouldBeEmpty();
        (await StretchesAsync(["7"], 1, At(300)))[0].Stretches.ShouldBe([Hours(0, 9), Hours(15, 99)]);
        (await StretchesAsync(["7"], 1, At(400)))[0].Stretches.ShouldBe([Hours(0, 99)]);
    }

    [Fact]
    public async Task Stretches_of_irregular_readings_are_found_too()
    {
        var random = new Random(7);
        var batch = Readings.Of("7", 0, 4_000);
        var start = UnixTime.FromDateTime(At(0));
        long[] times =
        [
            .. batch.Times.Select(time => start + ((time - start) / 200) + random.NextInt64(18 * UnixTime.Second)).Order().Distinct(),
        ];
        var irregular = batch.Pick(Enumerable.Range(0, times.Length)) with { Times = times };
        await Port.MergeAsync("plant", TimeSpan.FromDays(28), [irregular], Cancellation);

        var gap = TimeSpan.FromSeconds(30);
        var expected = new List<Stretch>();
        foreach (var time in times)
            Stretch.Add(expected, new(time, time), UnixTime.FromTimeSpan(gap));

        expected.Count.ShouldBeGreaterThan(10);
        (await Port.StretchesAsync("plant", ["7"], gap, Ever, Cancellation).ToListAsync(Cancellation))[0].Stretches.ShouldBe(expected);
    }

    [Fact]
    public async Task Readings_given_again_are_duplicates_and_keep_their_knowledge_time()
    {
        await MergeAsync(Readings.Of("7", 0, 100, known: 300));

        var counts = await MergeAsync(Readings.Of("7", 0, 100, known: 400));

        counts.ShouldBe(new(0, 0, 100));
        (await ReadAsync(Port, "7", DateTime.MinValue, Ever)).Known.ShouldAllBe(known => known == UnixTime.FromDateTime(At(300)));
    }

    [Fact]
    public async Task A_corrected_reading_replaces_the_stored_one_and_is_counted()
    {
        await MergeAsync(Readings.Of("7", 0, 100, known: 300));

        var counts = await MergeAsync(Readings.Of("7", 40, 10, known: 400, offset: 1));

        counts.ShouldBe(new(0, 10, 0));
        var read = await ReadAsync(Port, "7", At(38), At(41));
        var (before, corrected) = (Readings.Of("7", 39, 3).Values, Readings.Of("7", 39, 3, offset: 1).Values);
        read.ShouldHaveSameReadingsAs(Readings.Of("7", 39, 3) with { Values = [[before[0][0], .. corrected[0][1..]], before[1]] });
        counts.Changes.Count.ShouldBe(10);
        counts.Changes[0].ShouldBe(new(
            "7", At(40), "0", $"{before[0][1]:R}", $"{corrected[0][1]:R}", IsConflict: false));
    }

    [Fact]
    public async Task Written_replaced_and_duplicate_add_up_within_one_call()
    {
        await MergeAsync(Readings.Of("7", 0, 10), Readings.Of("7", 20, 10, offset: 1));

        var counts = await MergeAsync(Readings.Of("7", 5, 30, known: 2_000), Readings.Of("8", 0, 7, known: 2_000));

        counts.ShouldBe(new(10 + 5 + 7, 10, 5));
    }

    [Fact]
    public async Task A_missing_value_equals_itself_and_differs_from_a_number()
    {
        var batch = Readings.Of("7", 0, 4);
        batch.Values[0][1] = double.NaN;
        batch.Values[1][2] = BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0123);
        await MergeAsync(batch);

        var again = await MergeAsync(batch);
        var filled = await MergeAsync(Readings.Of("7", 0, 4));

        again.ShouldBe(new(0, 0, 4));
        filled.ShouldBe(new(2, 0, 2));
    }

    [Fact]
    public async Task Values_keep_every_bit()
    {
        double[] values = [0.0, -0.0, double.Epsilon, double.MaxValue, double.NegativeInfinity, 0.1 + 0.2, 1e-300];
        var batch = Readings.Of("7", 0, values.Length) with { Values = [values, values] };

        await MergeAsync(batch);

        (await ReadAsync(Port, "7", DateTime.MinValue, Ever)).ShouldHaveSameReadingsAs(batch);
    }

    [Fact]
    public async Task Irregular_times_and_times_before_1970_are_kept_to_100_ns()
    {
        long[] times =
        [
            .. new[] { -200_000_000_123, -1, 0, 1, 17, 172_800_000, 172_800_001, 9_000_000_000_007 }.Select(UnixTime.FromMilliseconds),
            90_000_000_000_070_001, 90_000_000_000_070_013,
        ];
        var batch = new TelemetryBatch("7", times, new long[10], [new double[10], new double[10]]);

        await MergeAsync(batch);

        (await ReadAsync(Port, "7", DateTime.MinValue, Ever)).Times.ShouldBe(times);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_same_readings_in_any_parts_and_order_give_the_same_bits(int seed)
    {
        var random = new Random(seed);
        var all = Readings.Of("7", 0, 300);
        all.Values[1][17] = double.NaN;
        var partOf = all.Times.Select(_ => random.Next(6)).ToArray();
        var parts = Enumerable.Range(0, 6).Select(part => all.Pick(Enumerable.Range(0, 300).Where(row => partOf[row] == part))).ToArray();
        random.Shuffle(parts);

        var counts = default(MergeCounts);
        foreach (var part in parts)
            counts += await MergeAsync(part);

        counts.ShouldBe(new(300, 0, 0));
        (await ReadAsync(Port, "7", DateTime.MinValue, Ever)).ShouldHaveSameReadingsAs(all);
        (await MergeAsync(all)).ShouldBe(new(0, 0, 300));
    }

    [Fact]
    public async Task Several_processes_merging_into_the_same_blocks_lose_nothing()
    {
        var all = Readings.Of("7", 0, 480);
        ITelemetry[] processes = [Port, OpenAgain(), Port, OpenAgain()];

        var counts = await Task.WhenAll(processes.Select((telemetry, process) => Task.Run(async () =>
        {
            var sum = default(MergeCounts);
            for (var part = process; part < 24; part += processes.Length)
                sum += await telemetry.MergeAsync(
                    "plant", Period, [all.Pick(Enumerable.Range(0, 480).Where(row => row % 24 == part))], Cancellation);

            return sum;
        })));

        counts.Aggregate((sum, next) => sum + next).ShouldBe(new(480, 0, 0));
        (await ReadAsync(Port, "7", DateTime.MinValue, Ever)).ShouldHaveSameReadingsAs(all);
    }

    [Fact]
    public async Task The_same_readings_merged_at_once_are_written_once()
    {
        var all = Readings.Of("7", 0, 480);

        var counts = await Task.WhenAll(new[] { Port, OpenAgain() }.Select(
            telemetry => Task.Run(() => telemetry.MergeAsync("plant", Period, [all], Cancellation))));

        counts.Aggregate((sum, next) => sum + next).ShouldBe(new(480, 0, 480));
    }

    [Fact]
    public async Task Machines_with_readings_are_listed_in_machine_order_with_their_extents()
    {
        await MergeAsync(Readings.Of("10", 0, 100), Readings.Of("pump", 0, 1), Readings.Of("9", 5, 60), Readings.Of("Press", 0, 2));

        var machines = await Port.MachinesAsync("plant", Cancellation);

        machines.ShouldBe([
            new("9", At(5), At(64), 60), new("10", At(0), At(99), 100), new("Press", At(0), At(1), 2), new("pump", At(0), At(0), 1),
        ]);
    }

    [Fact]
    public async Task Data_sets_do_not_see_each_other()
    {
        await MergeAsync(Readings.Of("7", 0, 10));

        (await Port.MachinesAsync("other", Cancellation)).ShouldBeEmpty();
        (await Port.ReadAsync("other", "7", 2, DateTime.MinValue, Ever, Ever, Cancellation)).Count.ShouldBe(0);
    }

    [Fact]
    public async Task Another_block_length_than_the_stored_one_is_refused()
    {
        await MergeAsync(Readings.Of("7", 0, 10));

        var error = await Should.ThrowAsync<PresageException>(
            () => OpenAgain().MergeAsync("plant", TimeSpan.FromDays(3), [Readings.Of("7", 10, 10)], Cancellation));

        error.Code.ShouldBe("block-period-changed");
    }

    [Fact]
    public async Task Times_out_of_order_are_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() => MergeAsync(Readings.Of("7", 0, 3).Pick([0, 2, 1])));
        await Should.ThrowAsync<ArgumentException>(() => MergeAsync(Readings.Of("7", 0, 3).Pick([0, 1, 1])));
    }

    [Fact]
    public async Task No_batches_and_empty_batches_change_nothing()
    {
        (await MergeAsync()).ShouldBe(default);
        (await MergeAsync(Readings.Of("7", 0, 0))).ShouldBe(default);
        (await Port.MachinesAsync("plant", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_merge_writes_nothing()
    {
        await Should.ThrowAsync<OperationCanceledException>(
            () => Port.MergeAsync("plant", Period, [Readings.Of("7", 0, 10)], new CancellationToken(canceled: true)));

        (await Port.MachinesAsync("plant", Cancellation)).ShouldBeEmpty();
    }

    private Task<MergeCounts> MergeAsync(params TelemetryBatch[] batches) => Port.MergeAsync("plant", Period, batches, Cancellation);

    private async Task<List<ReadingStretches>> StretchesAsync(string[] machines, int hours, DateTime asOf) =>
        await OpenAgain().StretchesAsync("plant", machines, TimeSpan.FromHours(hours), asOf, Cancellation).ToListAsync(Cancellation);

    private static Stretch Hours(int first, int last) => new(UnixTime.FromDateTime(At(first)), UnixTime.FromDateTime(At(last)));

    private static Task<TelemetryBatch> ReadAsync(ITelemetry telemetry, string machine, DateTime from, DateTime to) =>
        telemetry.ReadAsync("plant", machine, 2, from, to, Ever, Cancellation);
}
