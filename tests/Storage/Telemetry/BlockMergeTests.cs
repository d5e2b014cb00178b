using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.Telemetry;
using Presage.Tests.Storage.Contracts;

namespace Presage.Tests.Storage.Telemetry;

public sealed class BlockMergeTests
{
    /// <summary>A reading is an hour and one of three values, of which one is missing; later parts may correct earlier ones.</summary>
    private static readonly Gen<TelemetryBatch> Part =
        from readings in Gen.Choose(0, 40).Two().ArrayOf()
        select BatchOf(
            readings.GroupBy(reading => reading.Item1).OrderBy(hour => hour.Key).Select(hour => (hour.Key, ValueOf(hour.First().Item2))));

    [Fact]
    public void Merging_does_what_a_dictionary_does()
    {
        Prop.ForAll(Part.ArrayOf().ToArbitrary(), MergesLikeADictionary).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_partition_and_order_of_the_same_readings_gives_the_same_bytes()
    {
        var cases =
            from all in Part
            from parts in Gen.Choose(0, 4).ArrayOf(all.Count)
            from order in Gen.Shuffle(Enumerable.Range(0, 5))
            select (all, parts, order);

        Prop.ForAll(cases.ToArbitrary(), @case =>
        {
            var (all, parts, order) = @case;
            var merged = order.Select(part => all.Pick(Enumerable.Range(0, all.Count).Where(row => parts[row] == part)))
                .Aggregate(Empty(), (block, part) => BlockMerge.Merge(block, part).Block);
            return BlockCodec.Encode(merged).SequenceEqual(BlockCodec.Encode(BlockMerge.Merge(Empty(), all).Block));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_block_that_does_not_change_is_given_back_itself()
    {
        var block = TelemetryBlock.Of(Readings.Of("7", 0, 100));

        var (merged, counts) = BlockMerge.Merge(block, Readings.Of("7", 30, 20, known: 2_000));

        merged.ShouldBeSameAs(block);
        counts.ShouldBe(new(0, 0, 20));
    }

    [Fact]
    public void What_is_absent_does_not_erase_what_is_known()
    {
        var (temperature, vibration) = (Readings.Of("7", 0, 3), Readings.Of("7", 1, 3, known: 2_000));
        Array.Fill(temperature.Values[1], double.NaN);
        Array.Fill(vibration.Values[0], double.NaN);

        var (block, counts) = BlockMerge.Merge(TelemetryBlock.Of(temperature), vibration);

        counts.ShouldBe(new(3, 0, 0));
        var all = block.At(long.MaxValue);
        all.Values[0].ShouldBe([.. temperature.Values[0], double.NaN]);
        all.Values[1].ShouldBe([double.NaN, .. vibration.Values[1]]);
        block.At(temperature.Known[0]).ShouldHaveSameReadingsAs(temperature);
    }

    [Fact]
    public void Readings_without_any_value_say_nothing()
    {
        var nothing = Readings.Of("7", 0, 3) with { Values = [[double.NaN, double.NaN, double.NaN], [double.NaN, 1, double.NaN]] };

        var (block, counts) = BlockMerge.Begin(nothing);
        var (same, none) = BlockMerge.Merge(block!, nothing);

        counts.ShouldBe(new(1, 0, 2));
        block!.Rows.Times.ShouldBe([nothing.Times[1]]);
        same.ShouldBeSameAs(block);
        none.ShouldBe(new(0, 0, 3));
        BlockMerge.Begin(nothing with { Values = [nothing.Values[0], nothing.Values[0]] }).Block.ShouldBeNull();
    }

    [Fact]
    public void Of_contradictions_in_one_run_the_greater_is_kept_and_both_are_told()
    {
        var (first, second) = (Readings.Of("7", 0, 2), Readings.Of("7", 0, 2, offset: 1) with { File = 1 });

        var (block, counts) = BlockMerge.Merge(TelemetryBlock.Of(second), first);

        counts.ShouldBe(new(0, 0, 2, 2));
        block.At(long.MaxValue).ShouldHaveSameReadingsAs(second);
        counts.Changes.Count.ShouldBe(2);
        var change = counts.Changes[0];
        (change.Machine, change.Time, change.Column, change.IsConflict).ShouldBe(("7", UnixTime.ToDateTime(first.Times[0]), "0", true));
        (double.Parse(change.Before, CultureInfo.InvariantCulture), double.Parse(change.After, CultureInfo.InvariantCulture))
            .ShouldBe((first.Values[0][0], second.Values[0][0]));
    }

    [Fact]
    public void A_later_sensor_widens_a_block_and_readings_with_fewer_say_nothing_of_it()
    {
        var narrow = Readings.Of("7", 0, 3) with { Values = [Readings.Of("7", 0, 3).Values[0]] };
        var wide = Readings.Of("7", 1, 4, known: 2_000);

        var (block, counts) = BlockMerge.Merge(TelemetryBlock.Of(narrow), wide);

        counts.ShouldBe(new(4, 0, 0));
        block.At(long.MaxValue).Values[1].ShouldBe([double.NaN, .. wide.Values[1]]);
        block.At(narrow.Known[0]).Values[0].ShouldBe(narrow.Values[0]);
        BlockWindow.Join("7", 2, [TelemetryBlock.Of(narrow)], long.MinValue, long.MaxValue, long.MaxValue).Values[1]
            .ShouldBe([double.NaN, double.NaN, double.NaN]);
        BlockWindow.Join("7", 1, [block], long.MinValue, long.MaxValue, narrow.Known[0]).Values.Length.ShouldBe(1);
        Should.Throw<ArgumentException>(() => BlockWindow.Join("7", 1, [block], long.MinValue, long.MaxValue, long.MaxValue));

        var again = BlockMerge.Merge(block, narrow);
        again.Counts.ShouldBe(new(0, 0, 3));
        again.Block.ShouldBeSameAs(block);
        var more = BlockMerge.Merge(block, Readings.Of("7", 10, 2) with { Values = [Readings.Of("7", 10, 2).Values[0]] });
        more.Counts.ShouldBe(new(2, 0, 0));
        more.Block.At(long.MaxValue).Values[1].TakeLast(3).ShouldBe([wide.Values[1][^1], double.NaN, double.NaN]);
    }

    private static bool MergesLikeADictionary(TelemetryBatch[] parts)
    {
        var expected = new SortedDictionary<long, double>();
        var block = Empty();
        foreach (var (number, part) in parts.Index())
        {
            var counts = CountsOf(expected, part);
            var later = part with { Known = [.. part.Times.Select(_ => UnixTime.FromMilliseconds(number))] };
            (block, var actual) = BlockMerge.Merge(block, later);
            if (actual != counts)
                return false;

            for (var row = 0; row < part.Count; row++)
                if (!double.IsNaN(part.Values[0][row]))
                    expected[part.Times[row]] = part.Values[0][row];
        }

        return block.Rows.Times.SequenceEqual(expected.Keys) && block.Rows.Values[0].SequenceEqual(expected.Values);
    }

    private static MergeCounts CountsOf(SortedDictionary<long, double> stored, TelemetryBatch part)
    {
        var present = part.Times.Zip(part.Values[0]).Where(reading => !double.IsNaN(reading.Second)).ToList();
        var written = present.Count(reading => !stored.ContainsKey(reading.First));
        var replaced = present.Count(reading => stored.TryGetValue(reading.First, out var value) && value != reading.Second);
        return new(written, replaced, part.Count - written - replaced);
    }

    private static TelemetryBlock Empty() => TelemetryBlock.Of(BatchOf([]));

    private static double ValueOf(int number) => (number % 3) switch { 0 => double.NaN, 1 => 1.5, _ => -7 };

    private static TelemetryBatch BatchOf(IEnumerable<(int Hour, double Value)> readings)
    {
        var rows = readings.ToArray();
        return new("7", [.. rows.Select(row => row.Hour * UnixTime.Hour)], new long[rows.Length], [[.. rows.Select(row => row.Value)]]);
    }
}
