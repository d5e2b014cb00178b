using Presage.Engine;
using Presage.Engine.Observation;

namespace Presage.Storage.Telemetry;

/// <summary>When the readings of a block were taken, and when they became known. Unix time.</summary>
public sealed record BlockTimes(long[] Times, long[] Known)
{
    /// <summary>Those that were known of a whole block at a moment.</summary>
    public static BlockTimes Of(TelemetryBlock block, long asOf)
    {
        var readings = block.At(asOf);
        return new(readings.Times, readings.Known);
    }

    /// <summary>Number, first and last time of the readings of a machine that were known at a moment; null when there were none.</summary>
    /// <param name="blocks">In order of time.</param>
    public static MachineExtent? Extent(string machine, IEnumerable<BlockTimes> blocks, long asOf)
    {
        var (count, first, last) = (0L, 0L, 0L);
        foreach (var block in blocks)
        {
            for (var reading = 0; reading < block.Times.Length; reading++)
            {
                if (block.Known[reading] > asOf)
                    continue;

                first = count++ == 0 ? block.Times[reading] : first;
                last = block.Times[reading];
            }
        }

        return count == 0 ? null : new(machine, UnixTime.ToDateTime(first), UnixTime.ToDateTime(last), count);
    }

    /// <summary>Stretches of readings that were known at a moment, each of which follows the one before within a gap.</summary>
    /// <param name="blocks">Blocks of one machine in order of time.</param>
    /// <param name="gap">In <see cref="UnixTime"/> units, as is <paramref name="asOf"/>.</param>
    /// <param name="asOf">Latest knowledge time.</param>
    public static IReadOnlyList<Stretch> Stretches(IEnumerable<BlockTimes> blocks, long gap, long asOf)
    {
        var stretches = new List<Stretch>();
        foreach (var block in blocks)
        {
            for (var reading = 0; reading < block.Times.Length; reading++)
            {
                if (block.Known[reading] <= asOf)
                    Stretch.Add(stretches, new Stretch(block.Times[reading], block.Times[reading]), gap);
            }
        }

        return stretches;
    }
}
