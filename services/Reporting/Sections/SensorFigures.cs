using Presage.Reporting.Charts;
using Presage.Reporting.Data;

namespace Presage.Reporting.Sections;

/// <summary>Histogram of each sensor.</summary>
public static class SensorFigures
{
    public static Markup Of(RawData data)
    {
        if (data.Sensors.Count == 0)
            return Section.Notice("This data set has no readings.");

        var sample = data.Sampled < data.Machines
            ? $"Readings of {Format.Count(data.Sampled)} of {Format.Count(data.Machines)} machines, evenly chosen, "
                + $"at most the latest {Format.Count(SensorReader.MostReadings)} of each."
            : "Readings of all machines.";
        return Markup.Of($"<p>{sample}</p>{Figure.Row(data.Sensors.Select(Histogram))}");
    }

    private static Markup Histogram(SensorSummary summary)
    {
        var (sensor, unit) = (summary.Sensor, Axes.WithUnit(summary.Sensor.Name, summary.Sensor.Unit));
        var note = $"Mean {Format.Number(summary.Mean)}, standard deviation {Format.Number(summary.StandardDeviation)}, "
            + $"from {Format.Number(summary.Minimum)} to {Format.Number(summary.Maximum)}{Missing(summary)}.";
        return Figure.Of(
            unit,
            note,
            Markup.Empty,
            HistogramChart.Of(
                $"Histogram of {sensor.Name}", note, summary.Bins, [HistogramGroup.Counts(sensor.Name, Palette.Blue, summary.Counts)],
                unit, "number of readings", isCount: true));
    }

    private static string Missing(SensorSummary summary) =>
        summary.Missing > 0 ? $"; {Format.Percent(summary.Missing)} of the readings lack it" : "";
}
