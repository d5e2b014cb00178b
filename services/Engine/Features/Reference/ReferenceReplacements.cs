using Presage.Engine.Features.Windows;

namespace Presage.Engine.Features.Reference;

/// <summary>
/// Calendar days since the first replacement before the bucket's time: the notebook joins all earlier replacements and keeps the largest
/// number of days. It joins the components one to the other, the last to the one before it and so on, and starts from the first: where a
/// component has not been replaced before, those after it are 0 as well.
/// </summary>
internal static class ReferenceReplacements
{
    public static double[][] Columns(long[][] replacements, long[] buckets)
    {
        var columns = Array.ConvertAll(replacements, _ => new double[buckets.Length]);
        for (var bucket = 0; bucket < buckets.Length; bucket++)
        {
            for (var component = 0; component < columns.Length; component++)
            {
                if (replacements[component] is not [var first, ..] || first >= buckets[bucket])
                    break;
                columns[component][bucket] = Grid.Floor(buckets[bucket], UnixTime.Day) - Grid.Floor(first, UnixTime.Day);
            }
        }

        return columns;
    }
}
