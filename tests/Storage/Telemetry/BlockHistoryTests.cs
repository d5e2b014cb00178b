using FsCheck;
using FsCheck.Fluent;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Tests.Storage.Telemetry;

/// <summary>A block against a plain list of facts.</summary>
public sealed class BlockHistoryTests
{
    private const int Sensors = 2;

    [Fact]
    public void At_every_moment_a_block_is_what_a_list_of_facts_says() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var (block, naive) = (Empty(), new NaiveFacts());
            for (long known = 10; known < 10 + random.Next(1, 9); known++)
                Step(random, ref block, naive, known);

            ShouldBeSame(block, naive);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_500));

    [Fact]
    public void As_of_a_moment_a_block_is_what_one_is_that_was_fed_only_until_then() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var block = Empty();
            var states = new List<(long Known, TelemetryBatch Then)>();
            for (long known = 10; known < 18; known++)
            {
                Step(random, ref block, new NaiveFacts(), known, mayForget: false);
                states.Add((Moment(known), block.At(long.MaxValue)));
            }

            foreach (var (known, then) in states)
                ShouldBeSame(block.At(known), then);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Facts_that_arrive_out_of_the_order_in_which_they_became_known_are_put_in_their_place() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);

            // No two of these values are the same, so that none repeats another.
            var value = 0;
            var batches = Enumerable.Range(0, random.Next(1, 7)).Select(
                known => BatchOf(random, Moment(known), random.Next(3), () => random.Next(3) == 0 ? double.NaN : ++value)).ToArray();
            var naive = new NaiveFacts();
            var inOrder = batches.Aggregate(Empty(), Merged);
            foreach (var batch in batches)
                naive.Merge(batch);
            random.Shuffle(batches);

            var shuffled = batches.Aggregate(Empty(), Merged);

            ShouldBeSame(shuffled, naive);
            BlockCodec.Encode(shuffled).ShouldBe(BlockCodec.Encode(inOrder));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Readings_of_one_knowledge_time_give_the_same_bytes_however_they_are_cut_and_ordered() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var before = Merged(Empty(), BatchOf(random, Moment(1), 0, () => random.Next(3) == 0 ? double.NaN : random.Next(3)));
            var files = Enumerable.Range(0, 4).Select(
                file => BatchOf(random, Moment(2), file, () => random.Next(3) == 0 ? double.NaN : random.Next(3))).ToList();
            var parts = files.SelectMany(batch => Cut(random, batch)).Concat(files.Take(2)).ToArray();

            var expected = files.Aggregate(before, Merged);
            random.Shuffle(parts);
            var actual = parts.Aggregate(before, Merged);

            BlockCodec.Encode(actual).ShouldBe(BlockCodec.Encode(expected));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_file_that_is_forgotten_leaves_what_others_of_its_run_said() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var before = Merged(Empty(), BatchOf(random, Moment(1), 0, () => random.Next(3)));
            var files = Enumerable.Range(0, 3).Select(
                file => BatchOf(random, Moment(2), file, () => random.Next(3) == 0 ? double.NaN : random.Next(4))).ToArray();

            var all = files.Aggregate(before, Merged);
            var forgotten = BlockRetraction.Forget(all, UnixTime.ToDateTime(Moment(2)), [1]);

            BlockCodec.Encode(forgotten).ShouldBe(BlockCodec.Encode(Merged(Merged(before, files[0]), files[2])));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void What_is_taken_back_does_not_come_again_when_that_which_replaced_it_is_taken_back_too()
    {
        var block = new[] { 5.0, 6.0 }.Index().Aggregate(Empty(), (all, next) => Merged(
            all, new TelemetryBatch("7", [0], [Moment(next.Index)], [[next.Item], [double.NaN]])));

        block = BlockRetraction.Retract(block, new(Known: UnixTime.ToDateTime(Moment(0))), UnixTime.ToDateTime(Moment(2))).Block;
        block.At(long.MaxValue).Values[0].ShouldBe([6]);
        (block, var readings) = BlockRetraction.Retract(block, new(Known: UnixTime.ToDateTime(Moment(1))), UnixTime.ToDateTime(Moment(3)));

        readings.ShouldBe(1);
        block.At(long.MaxValue).Count.ShouldBe(0);
        block.At(Moment(0)).Values[0].ShouldBe([5]);
        block.At(Moment(2)).Values[0].ShouldBe([6]);
        block.Extent().Count.ShouldBe(0);
    }

    [Fact]
    public void A_column_that_a_later_run_fills_costs_a_few_bytes()
    {
        long[] times = [.. Enumerable.Range(0, 672).Select(hour => hour * UnixTime.Hour)];
        TelemetryBatch Of(long known, double[] first, double[] second) => new("7", times, [.. times.Select(_ => known)], [first, second]);
        double[] nothing = [.. times.Select(_ => double.NaN)];
        double[] values = [.. times.Select(time => (double)time)];

        var simple = BlockCodec.Encode(Of(Moment(1), values, values));
        var filled = BlockCodec.Encode(Merged(Merged(Empty(), Of(Moment(1), values, nothing)), Of(Moment(2), nothing, values)));

        filled.Length.ShouldBeLessThan(simple.Length + 24);
    }

    private static void Step(Random random, ref TelemetryBlock block, NaiveFacts naive, long known, bool mayForget = true)
    {
        var moment = Moment(known);
        switch (random.Next(8))
        {
            case 0:
                var what = new RecordSelection(
                    null,
                    random.Next(2) == 0 ? null : UnixTime.ToDateTime(random.Next(6) * UnixTime.Hour),
                    random.Next(2) == 0 ? null : UnixTime.ToDateTime(random.Next(6) * UnixTime.Hour),
                    random.Next(2) == 0 ? null : UnixTime.ToDateTime(Moment(known - random.Next(1, 4))),
                    random.Next(2) == 0 ? null : [random.Next(3)]);
                var (retracted, readings) = BlockRetraction.Retract(block, what, UnixTime.ToDateTime(moment));
                naive.Retract(what, moment);
                var (again, none) = BlockRetraction.Retract(retracted, what, UnixTime.ToDateTime(moment));
                again.ShouldBeSameAs(retracted);
                none.ShouldBe(0);
                readings.ShouldBe(Differing(block.At(long.MaxValue), retracted.At(long.MaxValue)));
                block = retracted;
                break;
            case 1 when mayForget:
                var run = Moment(known - random.Next(1, 4));
                block = BlockRetraction.Forget(block, UnixTime.ToDateTime(run), [1, 2]);
                naive.Forget(run, [1, 2]);
                break;
            default:
                foreach (var file in Enumerable.Range(0, random.Next(1, 4)))
                {
                    var batch = BatchOf(random, moment, file, () => random.Next(3) == 0 ? double.NaN : random.Next(3));
                    (block, var counts) = BlockMerge.Merge(block, batch);
                    if (mayForget)
                        counts.ShouldBe(naive.Merge(batch));
                }

                break;
        }

        block = BlockCodec.Decode("7", BlockCodec.Encode(block));
        BlockColumns.Of(block).ToBlock("7").At(moment).Times.ShouldBe(block.At(moment).Times);
    }

    private static int Differing(TelemetryBatch before, TelemetryBatch after)
    {
        var left = after.Times.Index().ToDictionary(row => row.Item, row => row.Index);
        return before.Times.Index().Count(row => !left.TryGetValue(row.Item, out var other)
            || before.Values.Zip(after.Values).Any(columns => !columns.First[row.Index].Equals(columns.Second[other])));
    }

    private static IEnumerable<TelemetryBatch> Cut(Random random, TelemetryBatch batch)
    {
        int[] parts = [.. batch.Times.Select(_ => random.Next(3))];
        return Enumerable.Range(0, 3).Select(part => new TelemetryBatch(
            batch.Machine, Of(batch.Times, part), Of(batch.Known, part), [.. batch.Values.Select(column => Of(column, part))])
        {
            File = batch.File,
        });

        T[] Of<T>(T[] column, int part) => [.. column.Where((_, row) => parts[row] == part)];
    }

    private static void ShouldBeSame(TelemetryBlock block, NaiveFacts naive)
    {
        foreach (var moment in naive.Moments)
        {
            var (actual, expected) = (block.At(moment), naive.At(moment, Sensors));
            var known = actual.Times.Zip(actual.Known).Where(row => row.Second <= moment).Select(row => row.First).ToList();
            known.ShouldBe(expected.Keys);
            foreach (var (row, time) in actual.Times.Index().Where(row => expected.ContainsKey(row.Item)))
                actual.Values.Select(column => column[row]).ShouldBe(expected[time]);
        }

        block.Extent().Count.ShouldBe(naive.At(long.MaxValue - 1, Sensors).Count);
    }

    private static void ShouldBeSame(TelemetryBatch block, TelemetryBatch then)
    {
        block.Times.ShouldBe(then.Times);
        block.Values.Zip(then.Values).ShouldAllBe(columns => columns.First.SequenceEqual(columns.Second));
    }

    private static TelemetryBatch BatchOf(Random random, long known, int file, Func<double> value)
    {
        long[] times = [.. Enumerable.Range(0, 6).Where(_ => random.Next(2) == 0).Select(hour => hour * UnixTime.Hour)];
        double[][] values = [.. Enumerable.Range(0, Sensors).Select(_ => times.Select(_ => value()).ToArray())];
        return new("7", times, [.. times.Select(_ => known)], values) { File = file };
    }

    private static TelemetryBlock Merged(TelemetryBlock block, TelemetryBatch batch) => BlockMerge.Merge(block, batch).Block;

    private static TelemetryBlock Empty() => TelemetryBlock.Of(new TelemetryBatch("7", [], [], [[], []]));

    private static long Moment(long known) => UnixTime.FromMilliseconds(known);
}
