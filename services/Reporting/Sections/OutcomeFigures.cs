using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Reporting.Charts;
using Presage.Reporting.Data;
using Presage.Reporting.Statistics;

namespace Presage.Reporting.Sections;

/// <summary>What became of the warnings.</summary>
public static class OutcomeFigures
{
    private static readonly string[] s_counts = ["Failures", "Warned", "Alarms", "Judged anew", "False", "Undecided", "Time in alarm"];

    public static Markup Of(ScoringData data, Outcome outcome, Markup fleet) => Markup.Of(
        $"""
        <h3>What became of the warnings</h3>
        {Figure.Row(fleet, LeadTimes(data, outcome), ByComponent(outcome))}
        {FalseAlarms(outcome)}
        {Missed(outcome)}
        """);

    private static Markup LeadTimes(ScoringData data, Outcome outcome)
    {
        var hours = outcome.LeadTimes.Milliseconds.Select(lead => TimeSpan.FromMilliseconds(lead).TotalHours).ToList();
        if (hours.Count == 0)
            return Figure.Of("Lead time", "No failure was warned of in time.", Markup.Empty, Markup.Empty);

        var bins = Bins.Rounded(0, data.Results.Horizon.TotalHours, 14);
        var counts = new long[bins.Count];
        for (var i = 0; i < hours.Count; i++)
            counts[bins.IndexOf(hours[i])] += outcome.LeadTimes.Counts[i];

        var lead = outcome.Metrics.Events.LeadTimeHours;
        var note = $"Half of the warnings came more than {Format.Hours(lead.P50)} before the failure. "
            + $"Longer than the horizon of {Format.Hours(data.Results.Horizon.TotalHours)} counts as the horizon.";
        return Figure.Of(
            "Lead time", note, Markup.Empty,
            HistogramChart.Of(
                "Lead time", note, bins, [HistogramGroup.Counts("failures", Palette.Green, counts)], "hours from alarm to failure (h)",
                "failures warned of", isCount: true));
    }

    private static Markup ByComponent(Outcome outcome)
    {
        (string Name, int Colour)[] fates = [("warned", Palette.Green), ("missed", Palette.Vermillion), ("false alarm", Palette.Orange)];
        var bars = outcome.Metrics.Components.Select(component => new Bar(component.Key,
        [
            new BarPart(fates[0].Name, component.Value.Events.Warned, fates[0].Colour),
            new BarPart(fates[1].Name, component.Value.Events.Failures - component.Value.Events.Warned, fates[1].Colour),
            new BarPart(fates[2].Name, component.Value.Events.FalseAlarms, fates[2].Colour),
        ])).ToList();
        return Figure.Of(
            "Failures and alarms by component",
            "Failures that were warned of in time, failures that were not, and warnings that nothing followed within the horizon.",
            Legend.Of(fates.Select(fate => new LegendItem(fate.Name, fate.Colour))),
            BarChart.Of(
                "Failures and alarms by component",
                string.Join(
                    ", ",
                    outcome.Metrics.Components.Select(
                        pair => $"{pair.Key}: {pair.Value.Events.Warned} warned of {pair.Value.Events.Failures}, "
                            + $"{pair.Value.Events.FalseAlarms} false alarms")),
                bars, "number", value => Format.Count((long)value), 1),
            numbers: Table.Of(
                "By component",
                ["Component", .. s_counts.Select(Column.Number)],
                outcome.Metrics.Components.Select(pair => Table.Row([pair.Key, .. Counts(pair.Value.Events)]))));
    }

    private static string[] Counts(EventCounts counts) =>
    [
        Format.Count(counts.Failures), Format.Count(counts.Warned), Format.Count(counts.Alarms), Format.Count(counts.Renewed),
        Format.Count(counts.FalseAlarms), Format.Count(counts.Undecided),
        Format.Hours(counts.HoursInAlarm()),
    ];

    private static Markup FalseAlarms(Outcome outcome)
    {
        var all = outcome.Metrics.Events.FalseAlarms;
        var listed = outcome.FalseAlarms.Sum(alarm => alarm.Times);
        return all == 0 ? Markup.Of($"<p>There was no false alarm.</p>") : Table.Of(
            listed < all ? $"The latest {Format.Count(listed)} of {Format.Count(all)} false alarms" : "False alarms, latest first",
            [
                "Machine", "Component", "Raised (UTC)", "Ended (UTC)", Column.Number("Times false"), Column.Number("Probability"),
                Column.Number("Alarm at"), "Strongest reason",
            ],
            outcome.FalseAlarms.Select(alarm => (Markup[])
            [
                .. Table.Row(
                    alarm.Machine, alarm.Component, Format.Time(alarm.Raised), alarm.Ended is { } ended ? Format.Time(ended) : "open",
                    Format.Count(alarm.Times), Format.Probability(alarm.Probability), Format.Probability(alarm.Threshold)),
                Markup.Of($"{(alarm.Reasons is [var reason, ..] ? reason : Format.Nothing)}"),
            ]),
            asCards: true);
    }

    private static Markup Missed(Outcome outcome)
    {
        var all = outcome.Metrics.Events.Failures - outcome.Metrics.Events.Warned;
        var listed = outcome.Missed.Count;
        return all == 0 ? Markup.Empty : Table.Of(
            listed < all
                ? $"The {listed} latest of {Format.Count(all)} failures without a warning in time"
                : "Failures without a warning in time, latest first",
            ["Machine", "Component", "Failed (UTC)", Column.Number("Highest probability before")],
            outcome.Missed.Select(missed => Table.Row(
                missed.Machine, missed.Component, Format.Time(missed.Time), Format.Probability(missed.Highest))));
    }
}
