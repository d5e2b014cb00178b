using Presage.Engine.Features.Windows;

namespace Presage.Engine.Features.Reference;

/// <summary>
/// A failure's code is its component's number from 1. The label of a row is the sum of the codes in its bucket and in the machine's next
/// rows, at most the number of components: two failures add up to a third component, or to the last.
/// </summary>
internal static class ReferenceLabels
{
    /// <param name="rowsAhead">How many rows after the bucket count; 7 in the notebook, which is 84 hours.</param>
    public static sbyte[][] Of(long[][] failures, long[] buckets, long grid, int rowsAhead)
    {
        var codes = new int[buckets.Length];
        for (var component = 0; component < failures.Length; component++)
            foreach (var failure in failures[component])
                if (Array.BinarySearch(buckets, Grid.Nearest(failure, grid)) is >= 0 and var bucket)
                    codes[bucket] += component + 1;

        var labels = Array.ConvertAll(failures, _ => new sbyte[buckets.Length]);
        for (var row = 0; row < codes.Length; row++)
        {
            var end = (int)Math.Min(codes.Length, (long)row + rowsAhead + 1);
            var label = Math.Min(failures.Length, codes[row..end].Sum());
            if (label > 0)
                labels[label - 1][row] = 1;
        }

        return labels;
    }
}
