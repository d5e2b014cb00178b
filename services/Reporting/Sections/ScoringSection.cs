using Presage.Reporting.Charts;
using Presage.Reporting.Data;

namespace Presage.Reporting.Sections;

/// <summary>Which machines, which component, why, since when; and what became of earlier warnings.</summary>
public static class ScoringSection
{
    /// <summary>From this share of its threshold on, a probability is worth an explanation.</summary>
    private const double WorthAReason = 0.25;

    private const string NotJudged = "How good these warnings were is not known yet: no failures are known that came after them. "
        + "Ingest failures of that time, then write the report again.";

    public static Section Of(ScoringData? data) => new("scoring", "Scoring", data is null || data.Rows == 0
        ? Section.Notice("There are no predictions. Score a range of this data set, then write the report on the result set.")
        : Markup.Of(
            $"""
            <p class="lead">Which machine, which component, why, and since when; and what became of earlier warnings.</p>
            {NoticeList.Of(ReportNotice.OfScoring(data))}
            {Fleet(data)}
            {Figure.Row(LaneFigure.Of(data))}
            {(data.Outcome is { } outcome ? OutcomeFigures.Of(data, outcome, Highest(data)) : Unjudged(data))}
            """));

    private static Markup Unjudged(ScoringData data) => Markup.Of(
        $"{Figure.Row(Highest(data))}{Section.Notice(NotJudged)}");

    private static Markup Fleet(ScoringData data)
    {
        var caption = data.Fleet.Count < data.Machines
            ? $"The {data.Fleet.Count} riskiest of {Format.Count(data.Machines)} machines"
            : data.Machines < data.Freshness.Machines
                ? $"{Format.Count(data.Machines)} of {Format.Count(data.Freshness.Machines)} machines by risk"
                : "All machines by risk";
        return Table.Of(
            caption,
            ["Machine", Column.Time("Prediction of"), "Component", "Probability", "Alarm at", Column.Time("Alarm since"), "Why"],
            data.Fleet.Select(Row),
            asCards: true);
    }

    private static Markup[] Row(MachineRisk risk) =>
    [
        Markup.Of($"{risk.Machine}"),
        Markup.Of($"{Format.Time(risk.Time)}"),
        Markup.Of($"{risk.Component}"),
        Probability(risk),
        Markup.Of($"{Format.Probability(risk.Level.Threshold)}"),
        Markup.Of($"{Since(risk)}"),
        Reasons(risk.IsAtRisk || risk.Level.Probability >= risk.Level.Threshold * WorthAReason ? risk.Reasons : []),
    ];

    private static string Since(MachineRisk risk) => risk switch
    {
        { IsStale: true } => "stale",
        { Since: { } since } => Format.Time(since),
        _ => Format.Nothing,
    };

    private static Markup Probability(MachineRisk risk) => Markup.Of(
        $"""<span class="risk {(risk.IsAtRisk ? "at-risk" : "")}"><span class="meter" aria-hidden="true">"""
        + $"""<i style="width:{risk.Level.Probability * 100:0}%"></i></span>{Format.Probability(risk.Level.Probability)}</span>""");

    private static Markup Reasons(IReadOnlyList<string> reasons) => reasons.Count == 0
        ? Markup.Of($"{Format.Nothing}")
        : Markup.Of($"""<ul class="reasons">{reasons.Select(reason => Markup.Of($"<li>{reason}</li>"))}</ul>""");

    private static Markup Highest(ScoringData data)
    {
        var low = data.Highest[0];
        var note = $"{Format.Count(low)} of {Format.Count(data.Machines)} machines are below "
            + $"{Format.Probability(ScoringData.ProbabilityBins.Width)}.";
        return Figure.Of(
            "The fleet’s risk now",
            $"Highest probability of any component at each machine’s latest prediction. {note}",
            Markup.Empty,
            HistogramChart.Of(
                "The fleet’s risk now", note, ScoringData.ProbabilityBins, [HistogramGroup.Counts("machines", Palette.Blue, data.Highest)],
                "highest probability", "number of machines", isCount: true));
    }
}
