using Presage.Engine.Observation;

namespace Presage.Hosting.Runs;

/// <summary>What a feature slice says about its rows: the result of a slice of the stage <see cref="Stages.Features"/>.</summary>
/// <param name="Labelled">Rows whose label is known for every component.</param>
/// <param name="Positives">[component] labelled rows in which it fails within the horizon.</param>
/// <param name="Hash">Hash of the rows' content, hex; see <see cref="Combine"/>.</param>
public sealed record FeatureSlice(long Labelled, IReadOnlyList<long> Positives, string Hash)
{
    /// <summary>The rows that are not labelled; null in what an earlier version has built.</summary>
    public UnknownRows? Unknown { get; init; }

    /// <summary>
    /// The hash of all rows from those of disjoint sets of machines: the same for every way to put the machines into slices.
    /// </summary>
    public static string Combine(IEnumerable<string> hashes)
    {
        var sum = new byte[32];
        foreach (var hash in hashes.Select(Convert.FromHexString))
        {
            for (var i = 0; i < sum.Length; i++)
                sum[i] ^= hash[i];
        }

        return Convert.ToHexStringLower(sum);
    }
}
