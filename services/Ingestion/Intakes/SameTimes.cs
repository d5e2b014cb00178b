using Presage.Storage;

namespace Presage.Ingestion.Intakes;

/// <summary>
/// Sorts readings of a machine by time and tells those of the same time apart: what only repeats another is left out; the others go into
/// as many layers as there are readings of one time, each with ascending times. Which of several values is kept is for the store to say,
/// for it knows what was known before.
/// </summary>
internal sealed class SameTimes
{
    /// <summary>Of a time with more readings, as of dates without a time of day, only the values that can be kept go on.</summary>
    private const int MostLayers = 64;

    private readonly List<List<int>> _layers = [];
    private readonly double[][] _values;

    /// <param name="rows">Their rows in the columns, in the order in which they came; they are sorted.</param>
    /// <param name="values">[sensor][row]; what cannot be kept is overwritten.</param>
    public SameTimes(int[] rows, long[] times, double[][] values)
    {
        _values = values;
        rows.AsSpan().Sort((left, right) => (times[left], left).CompareTo((times[right], right)));
        var kept = new List<int>();
        foreach (var (index, row) in rows.Index())
        {
            if (kept.Exists(other => Covers(other, row)))
                Counts += new MergeCounts(0, 0, 1);
            else if (kept.Count < MostLayers)
                kept.Add(row);
            else
                Condense(kept, row);

            if (index + 1 == rows.Length || times[rows[index + 1]] != times[row])
                Spread(kept);
        }
    }

    /// <summary>Readings that were left out.</summary>
    public MergeCounts Counts { get; private set; }

    public IReadOnlyList<int[]> Rows => [.. _layers.Select(layer => layer.ToArray())];

    private void Spread(List<int> kept)
    {
        for (var layer = 0; layer < kept.Count; layer++)
        {
            if (layer == _layers.Count)
                _layers.Add([]);

            _layers[layer].Add(kept[layer]);
        }

        kept.Clear();
    }

    /// <summary>Whether a reading says all that another does.</summary>
    private bool Covers(int reading, int other)
    {
        foreach (var column in _values)
            if (!double.IsNaN(column[other])
                && BitConverter.DoubleToInt64Bits(column[other]) != BitConverter.DoubleToInt64Bits(column[reading]))
                return false;

        return true;
    }

    /// <summary>
    /// Brings the values of one more reading into two: the greatest value of each sensor, and the greatest but one, which is kept where the
    /// greatest repeats what was known before.
    /// </summary>
    private void Condense(List<int> kept, int row)
    {
        var (first, second) = (kept[^1], kept[^2]);
        foreach (var column in _values)
        {
            double[] values =
            [
                .. new[] { column[first], column[second], column[row] }
                    .Where(value => !double.IsNaN(value)).Distinct().OrderDescending(),
                double.NaN, double.NaN,
            ];
            (column[first], column[second]) = (values[0], values[1]);
        }

        Counts += new MergeCounts(0, 0, 1, 1);
    }
}
