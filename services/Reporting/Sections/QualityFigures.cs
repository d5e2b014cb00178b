using Presage.Reporting.Charts;
using Presage.Reporting.Data;

namespace Presage.Reporting.Sections;

/// <summary>Gaps in the telemetry and refused rows.</summary>
public static class QualityFigures
{
    public static Markup Of(RawData data) => Figure.Row(Gaps(data), Quarantine(data));

    private static Markup Gaps(RawData data)
    {
        var gaps = data.Gaps;
        var note = gaps.Expected == 0
            ? "There are no readings."
            : $"{Format.Count(gaps.Readings)} readings of {Format.Count(gaps.Expected)} expected at one every "
            + $"{Format.Hours(gaps.Sampling.TotalHours)}: {Format.Percent(gaps.Missing)} are missing. "
            + $"{Format.Plural(gaps.InSample, "gap", "gaps")} in {Format.Plural(data.Sampled, "machine", "machines")} looked at.";
        var table = gaps.Longest.Count == 0 ? Markup.Empty : Table.Of(
            "Longest gaps",
            ["Machine", "After (UTC)", "Until (UTC)", Column.Number("Length")],
            gaps.Longest.Select(gap => Table.Row(gap.Machine, Format.Time(gap.After), Format.Time(gap.Until), Format.Hours(gap.Hours))),
            asCards: true);
        return Figure.Of("Gaps in the telemetry", note, Markup.Empty, table);
    }

    private static Markup Quarantine(RawData data)
    {
        var rows = data.Quarantine.Sum(count => count.Rows);
        var bars = data.Quarantine.OrderByDescending(count => count.Rows).Take(20).Select(count => Bar.Of(
            $"{count.Reason} ({count.Source})", count.Rows, Palette.Orange)).ToList();
        var note = rows == 0
            ? "No row was refused."
            : $"{Format.Plural(rows, "row", "rows")} refused at ingestion and kept with the reason.";
        return Figure.Of(
            "Quarantined rows by reason",
            note,
            Markup.Empty,
            bars.Count == 0 ? Markup.Empty : BarChart.Of(
                "Quarantined rows by reason", note, bars, "number of rows", value => Format.Count((long)value), 1));
    }
}
