using Presage.Engine.Binary;

namespace Presage.Engine.Learning;

/// <summary>Baselines in <see cref="ModelFormat"/>.</summary>
internal static class BaselineFormat
{
    public static void Write(ByteWriter writer, ColumnBaseline baseline)
    {
        if (baseline.Shares.Length != baseline.Edges.Length + 1)
            throw new InvalidOperationException("A baseline must have one more share than edges.");
        writer.Double(baseline.Usual);
        writer.Double(baseline.Missing);
        writer.Doubles(baseline.Edges);
        writer.Raw<double>(baseline.Shares);
    }

    public static ColumnBaseline Read(ref ByteReader reader)
    {
        var (usual, missing) = (reader.Double(), reader.Double());
        var edges = reader.Raw<double>(reader.Count(sizeof(double), ModelLimits.Edges, "edges in a baseline"));
        var shares = reader.Raw<double>(edges.Length + 1);
        if (double.IsInfinity(usual) || !IsShare(missing) || !Array.TrueForAll(shares, IsShare) || !IsAscending(edges))
            throw new DamageException("a baseline is not a distribution");
        return new ColumnBaseline(usual, missing, edges, shares);
    }

    private static bool IsShare(double value) => value is >= 0 and <= 1;

    private static bool IsAscending(double[] edges) =>
        !Array.Exists(edges, double.IsNaN) && edges.Zip(edges.Skip(1), (a, b) => a < b).All(ascends => ascends);
}
