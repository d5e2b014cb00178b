using Presage.Engine.Features;
using Presage.Engine.Learning;

namespace Presage.Engine.Drift;

public enum InputFault
{
    /// <summary>The rows are distributed otherwise.</summary>
    Shifted,

    /// <summary>Many values are smaller or larger than any in training.</summary>
    OutOfRange,

    /// <summary>Nearly no row has a value, where rows of training had one.</summary>
    Missing,
}

/// <summary>The column of a source that differs most from what a model was trained on.</summary>
/// <param name="Size">Share of the rows that are missing or outside, or the stability index: the larger the worse.</param>
/// <param name="Typical">Mean of the values outside, or of all where the fault is another; NaN when all are missing.</param>
public sealed record InputFinding(
    FeatureColumn Column, ColumnBaseline Baseline, ColumnCounts Counts, InputFault Fault, double Size, double Typical)
{
    /// <summary>Fewer rows say nothing.</summary>
    private const long FewestRows = 20;

    /// <summary>From this share of the rows on a column that training knew is as good as missing.</summary>
    private const double NearlyAll = 0.95;

    /// <summary>
    /// From this share of the values on it is no outlier any more: of as many rows as in training two lie outside when nothing has changed.
    /// </summary>
    private const double ManyOutside = 0.1;

    /// <summary>Population stability index of a large shift, as it is usually read (Siddiqi, "Credit Risk Scorecards", 2006).</summary>
    private const double LargeShift = 0.25;

    /// <summary>Machine-days below which the index is mostly chance.</summary>
    private const long FewestDays = 100;

    /// <summary>
    /// The worst column of every source that differs, the worst first: what is missing before what is out of range before what has shifted.
    /// </summary>
    /// <param name="components">Of these the time since a replacement shifts by itself, which is not looked at.</param>
    public static IReadOnlyList<InputFinding> Of(
        InputCounts counts, IReadOnlyList<FeatureColumn> columns, IReadOnlyList<ColumnBaseline> baseline,
        IReadOnlyList<string> components) =>
    [
        .. columns.Select((column, c) => Of(counts, column, baseline[c], counts.Columns[c], !components.Contains(column.Source)))
            .OfType<InputFinding>()
            .GroupBy(finding => finding.Column.Source)
            .Select(source => source.OrderByDescending(finding => finding.Fault).ThenByDescending(finding => finding.Size).First())
            .OrderByDescending(finding => finding.Fault).ThenByDescending(finding => finding.Size),
    ];

    private static InputFinding? Of(
        InputCounts all, FeatureColumn column, ColumnBaseline baseline, ColumnCounts counts, bool canShift)
    {
        var present = all.Rows - counts.Missing;
        if (all.Rows < FewestRows || baseline.Missing >= NearlyAll)
            return null;

        var missing = (double)counts.Missing / all.Rows;
        if (missing >= NearlyAll && baseline.Missing <= 0.5)
            return new InputFinding(column, baseline, counts, InputFault.Missing, missing, double.NaN);

        if (present < FewestRows)
            return null;

        var outside = (double)counts.Outside / present;
        if (outside >= ManyOutside)
            return new InputFinding(column, baseline, counts, InputFault.OutOfRange, outside, counts.OutsideSum / counts.Outside);

        var index = StabilityIndex(counts.Bins, baseline.Shares);
        return canShift && all.MachineDays >= FewestDays && index >= LargeShift + ((counts.Bins.Length - 1.0) / all.MachineDays)
            ? new InputFinding(column, baseline, counts, InputFault.Shifted, index, counts.Sum / present)
            : null;
    }

    /// <summary>
    /// Sum over the bins of (p - q) ln (p / q) with shares p of the rows and q of training, of 0.0001 at least. A difference by chance adds
    /// about a bin less one over the independent rows, for which the limit makes room.
    /// </summary>
    internal static double StabilityIndex(long[] bins, double[] shares)
    {
        const double least = 1e-4;
        var all = (double)bins.Sum();
        var index = 0.0;
        for (var bin = 0; bin < bins.Length; bin++)
        {
            var (p, q) = (Math.Max(least, bins[bin] / all), Math.Max(least, shares[bin]));
            index += (p - q) * Math.Log(p / q);
        }

        return index;
    }
}
