using Presage.Engine.Features;

namespace Presage.Engine.Learning;

/// <summary>Turns contributions of columns into reasons for a person.</summary>
internal static class Reasons
{
    /// <summary>
    /// Adds up the columns of each source; sources that changed nothing are left out. Of equal strength the earlier column comes first.
    /// </summary>
    /// <param name="contributions">[column].</param>
    /// <param name="values">[column] of the row.</param>
    public static IReadOnlyList<Reason> Strongest(
        IReadOnlyList<FeatureColumn> columns, IReadOnlyList<ColumnBaseline> baseline, double[] contributions, double[] values, int most) =>
    [
        .. Enumerable.Range(0, columns.Count)
            .GroupBy(c => columns[c].Source)
            .Select(source => (Source: source, Sum: source.Sum(c => contributions[c])))
            .Where(source => source.Sum != 0)
            .OrderByDescending(source => Math.Abs(source.Sum))
            .Take(most)
            .Select(source =>
            {
                var strongest = source.Source.MaxBy(c => contributions[c] * Math.Sign(source.Sum));
                var (column, value, usual) = (columns[strongest], values[strongest], baseline[strongest].Usual);
                return new Reason(source.Source.Key, column.Name, source.Sum, value, usual, ReasonText.Of(column, value, usual));
            }),
    ];
}
