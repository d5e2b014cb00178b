using Presage.Engine.Features.Windows;

namespace Presage.Engine.Features.Reference;

/// <summary>
/// Calendar days since the first replacement before the bucket's time: the notebook joins all earlier replacements and keeps the largest
/// number of days. It joins the components from the last one on, each to those after it, and drops a key after every join; as Spark runs
/// that, every second join drops the key of the wrong side, so that rows without a partner are lost. What remains: components count in
/// pairs, made from the last one on, and a pair is 0 unless it and all before it have been replaced.
/// </summary>
internal static class ReferenceReplacements
{
    public static double[][] Columns(long[][] replacements, long[] buckets)
    {
        var columns = Array.ConvertAll(replacements, _ => new double[buckets.Length]);
        for (var bucket = 0; bucket < buckets.Length; bucket++)
        {
            var replaced = replacements.TakeWhile(times => times is [var first, ..] && first < buckets[bucket]).Count();
            for (var component = 0; EndOfPair(component, columns.Length) <= replaced; component++)
            {
                var days = Grid.Floor(buckets[bucket], UnixTime.Day) - Grid.Floor(replacements[component][0], UnixTime.Day);
                columns[component][bucket] = days;
            }
        }

        return columns;
    }

    /// <summary>The number of components up to the end of a component's pair; of an odd number, the first one stands alone.</summary>
    private static int EndOfPair(int component, int components) => component + ((components - component) % 2 == 0 ? 2 : 1);
}
