using Presage.Reporting.Statistics;

namespace Presage.Reporting.Charts;

/// <summary>Histograms of one or several groups over the same bins, one over the other.</summary>
public static class HistogramChart
{
    public const int Height = 150;

    /// <param name="groups">Height of each bin: counts, or shares where groups of different size are compared.</param>
    public static Markup Of(
        string title, string description, Bins bins, IReadOnlyList<HistogramGroup> groups, string xLabel, string yLabel,
        bool isCount = false)
    {
        var (bottom, top) = PlotFrame.Area(Height);
        var x = Scale.Exact(bins.First, bins.Last, 0, 100);
        var highest = groups.SelectMany(group => group.Heights).DefaultIfEmpty(0).Max();
        var y = Scale.Rounded(0, Math.Max(highest, 1e-9), bottom, top, 4, isCount ? 1 : 0);
        var frame = new PlotFrame(title, description, x, y, xLabel, yLabel);
        return frame.Draw(Stretched.Of((int)bottom, Markup.Join(groups.Select(group => Markup.Of(
            $"""<path class="area outlined {Palette.Class(group.Colour)}" d="{PathData.Steps(bins, group.Heights, x, y)}"/>""")))));
    }
}

public sealed record HistogramGroup(string Name, int Colour, IReadOnlyList<double> Heights)
{
    /// <summary>Counts as shares of their sum.</summary>
    public static HistogramGroup Shares(string name, int colour, IReadOnlyList<long> counts)
    {
        var sum = Math.Max(1, counts.Sum());
        return new HistogramGroup(name, colour, [.. counts.Select(count => (double)count / sum)]);
    }

    public static HistogramGroup Counts(string name, int colour, IReadOnlyList<long> counts) =>
        new(name, colour, [.. counts.Select(count => (double)count)]);
}
