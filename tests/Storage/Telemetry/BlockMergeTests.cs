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
            var merged = order.Select(part => all.Pick(Enumerable.Range(0, all.Count).Where(row => parts[row] == part))).Aggregate(
                BatchOf([]), (block, part) => BlockMerge.Merge(block, part).Block);
            return BlockCodec.Encode(merged).SequenceEqual(BlockCodec.Encode(all));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_block_that_does_not_change_is_given_back_itself()
    {
        var block = Readings.Of("7", 0, 100);

        var (merged, counts) = BlockMerge.Merge(block, Readings.Of("7", 30, 20, known: 2_000));

        merged.ShouldBeSameAs(block);
        counts.ShouldBe(new(0, 0, 20));
    }

    [Fact]
    public void Readings_of_another_number_of_sensors_are_refused()
    {
        var block = Readings.Of("7", 0, 3);

        Should.Throw<ArgumentException>(() => BlockMerge.Merge(block, block with { Values = [block.Values[0]] }));
    }

    private static bool MergesLikeADictionary(TelemetryBatch[] parts)
    {
        var expected = new SortedDictionary<long, double>();
        var block = BatchOf([]);
        foreach (var part in parts)
        {
            var counts = CountsOf(expected, part);
            (block, var actual) = BlockMerge.Merge(block, part);
            if (actual != counts)
                return false;

            for (var row = 0; row < part.Count; row++)
                expected[part.Times[row]] = part.Values[0][row];
        }

        return block.Times.SequenceEqual(expected.Keys) && block.Values[0].SequenceEqual(expected.Values);
    }

    private static MergeCounts CountsOf(SortedDictionary<long, double> stored, TelemetryBatch part)
    {
        var written = part.Times.Count(time => !stored.ContainsKey(time));
        var duplicate = part.Times.Zip(part.Values[0]).Count(
            reading => stored.TryGetValue(reading.First, out var value) && value.Equals(reading.Second));
        return new(written, part.Count - written - duplicate, duplicate);
    }

    private static double ValueOf(int number) => (number % 3) switch { 0 => double.NaN, 1 => 1.5, _ => -7 };

    private static TelemetryBatch BatchOf(IEnumerable<(int Hour, double Value)> readings)
    {
        var rows = readings.ToArray();
        return new("7", [.. rows.Select(row => row.Hour * UnixTime.Hour)], new long[rows.Length], [[.. rows.Select(row => row.Value)]]);
    }
}
