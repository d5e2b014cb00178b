using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Hosting.Runs;

namespace Presage.Features.Slices;

/// <summary>SHA-256 of feature rows: two builds have the same one when every machine, time, value and label is the same.</summary>
internal static class ContentHash
{
    /// <param name="machines">Rows of one machine each.</param>
    public static string Of(IEnumerable<FeatureRows> machines) => FeatureSlice.Combine(machines.Select(OfMachine));

    private static string OfMachine(FeatureRows rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Machines) + "\n"));
        hash.AppendData(MemoryMarshal.AsBytes(Array.ConvertAll(rows.Times, UnixTime.ToMilliseconds).AsSpan()));
        foreach (var column in rows.Values)
            hash.AppendData(MemoryMarshal.AsBytes(column.AsSpan()));
        foreach (var labels in rows.Labels)
            hash.AppendData(MemoryMarshal.AsBytes(labels.AsSpan()));

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
