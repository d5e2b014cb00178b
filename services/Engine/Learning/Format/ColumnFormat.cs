using Presage.Engine.Binary;
using Presage.Engine.Features;

namespace Presage.Engine.Learning;

/// <summary>Columns, their bins and baselines in <see cref="ModelFormat"/>.</summary>
internal static class ColumnFormat
{
    public static void Write(ByteWriter writer, IReadOnlyList<FeatureColumn> columns, BinMapper mapper)
    {
        writer.Count(columns.Count);
        for (var c = 0; c < columns.Count; c++)
        {
            writer.Text(columns[c].Name);
            writer.Text(columns[c].Source);
            writer.Text(columns[c].Description);
            writer.Text(columns[c].Unit);
            WriteCategories(writer, columns[c].Categories);
            writer.Count(mapper.BinCount(c));
            for (var bin = 0; bin < mapper.BinCount(c); bin++)
                writer.Double(mapper.UpperBound(c, bin));
            for (var bin = 0; bin < mapper.BinCount(c); bin++)
                writer.Double(mapper.Representative(c, bin));
        }
    }

    public static BinMapper Read(ref ByteReader reader)
    {
        var columns = new FeatureColumn[reader.Count(1)];
        if (columns.Length > ushort.MaxValue)
            throw new DamageException("it has too many columns");
        var upper = new double[columns.Length][];
        var representatives = new double[columns.Length][];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = new FeatureColumn(reader.Text(), reader.Text(), reader.Text(), reader.Text(), ReadCategories(ref reader));
            upper[c] = reader.Doubles();
            representatives[c] = reader.Raw<double>(upper[c].Length);
            CheckBins(columns[c], upper[c], representatives[c]);
        }

        return new BinMapper(columns, upper, representatives);
    }

    public static void Write(ByteWriter writer, ColumnBaseline baseline)
    {
        if (baseline.Shares.Length != baseline.Edges.Length + 1)
            throw new InvalidOperationException("A baseline must have one more share than edges.");
        writer.Double(baseline.Usual);
        writer.Double(baseline.Missing);
        writer.Doubles(baseline.Edges);
        writer.Raw<double>(baseline.Shares);
    }

    public static ColumnBaseline ReadBaseline(ref ByteReader reader)
    {
        var (usual, missing) = (reader.Double(), reader.Double());
        var edges = reader.Doubles();
        return new ColumnBaseline(usual, missing, edges, reader.Raw<double>(edges.Length + 1));
    }

    private static void WriteCategories(ByteWriter writer, IReadOnlyList<string>? categories)
    {
        writer.Byte(categories is null ? (byte)0 : (byte)1);
        if (categories is null)
            return;
        writer.Count(categories.Count);
        foreach (var category in categories)
            writer.Text(category);
    }

    private static string[]? ReadCategories(ref ByteReader reader)
    {
        switch (reader.Byte())
        {
            case 0:
                return null;
            case 1:
                var categories = new string[reader.Count(1)];
                for (var i = 0; i < categories.Length; i++)
                    categories[i] = reader.Text();
                return categories;
            default:
                throw new DamageException("a column is of no known kind");
        }
    }

    private static void CheckBins(FeatureColumn column, double[] upper, double[] representatives)
    {
        var isAscending = upper.Zip(upper.Skip(1), (a, b) => a < b).All(ascends => ascends);
        var isClosed = upper.Length is > 0 and <= BinMapper.Missing && (column.IsCategorical || double.IsPositiveInfinity(upper[^1]));
        if (!isAscending || !isClosed || double.IsNaN(upper[0]) || !representatives.All(double.IsFinite))
            throw new DamageException($"the bins of column '{column.Name}' are not in order");
    }
}
