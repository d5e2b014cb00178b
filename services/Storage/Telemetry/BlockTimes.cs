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
