using Presage.Engine.Binary;
using Presage.Engine.Features;

namespace Presage.Engine.Learning;

/// <summary>Columns and their bins in <see cref="ModelFormat"/>.</summary>
internal static class ColumnFormat
{
    /// <summary>Bytes: four texts, a kind, a bin, and a name that is not empty.</summary>
    private const int SmallestColumn = 4 + 1 + 1 + 2 * sizeof(double) + 1;

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
        var columns = new FeatureColumn[reader.Count(SmallestColumn, ModelLimits.Columns, "columns")];
        if (columns.Length == 0)
            throw new DamageException("it has no columns");
        var names = new HashSet<string>(StringComparer.Ordinal);
        var upper = new double[columns.Length][];
        var representatives = new double[columns.Length][];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = new FeatureColumn(
                ModelLimits.NewName(ref reader, names, "columns"), Text(ref reader), Text(ref reader), Text(ref reader),
                ReadCategories(ref reader));
            upper[c] = reader.Raw<double>(reader.Count(2 * sizeof(double), BinMapper.Missing, "bins in a column"));
            representatives[c] = reader.Raw<double>(upper[c].Length);
            if (!Array.TrueForAll(representatives[c], double.IsFinite) || !AreBins(columns[c], upper[c]))
                throw new DamageException($"the bins of column {c + 1} are not in order");
        }

        return new BinMapper(columns, upper, representatives);
    }

    private static string Text(ref ByteReader reader) => reader.Text(ModelLimits.TextBytes);

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
                return ModelLimits.Names(ref reader, ModelLimits.Categories, "categories");
            default:
                throw new DamageException("a column is of no known kind");
        }
    }

    /// <summary>Ascending bounds up to infinity; of categories their numbers.</summary>
    private static bool AreBins(FeatureColumn column, double[] upper)
    {
        if (column.Categories is { } categories)
            return upper.Length >= 1 && upper.Length <= Math.Max(1, categories.Count) && !upper.Where((number, bin) => number != bin).Any();
        return upper.Length >= 1 && double.IsPositiveInfinity(upper[^1])
            && upper.Zip(upper.Skip(1), (a, b) => a < b).All(ascends => ascends);
    }
}
