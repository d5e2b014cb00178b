using Presage.Engine.Features;

namespace Presage.Features.Slices;

internal static class LabelCount
{
    /// <summary>Rows whose label is known for every component, and how many of them are positive for each.</summary>
    public static (long Labelled, long[] Positives) Of(FeatureRows rows)
    {
        var positives = new long[rows.Labels.Length];
        var labelled = 0L;
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows.Labels.Any(labels => labels[row] < 0))
                continue;

            labelled++;
            for (var component = 0; component < positives.Length; component++)
                positives[component] += rows.Labels[component][row];
        }

        return (labelled, positives);
    }
}
