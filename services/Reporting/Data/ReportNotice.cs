using Presage.Contracts.Api;
using Presage.Hosting.Results;

namespace Presage.Reporting.Data;

/// <summary>What a person should know before relying on the report.</summary>
/// <param name="About">Which piece of work it is about: Training, Scoring or Evaluation.</param>
public sealed record ReportNotice(string About, Notice Notice)
{
    public const string Training = "Training";
    public const string Scoring = "Scoring";
    public const string Evaluation = "Evaluation";

    public static IEnumerable<ReportNotice> Of(ModelData? model, ScoringData? scoring) =>
    [
        .. model?.Training?.Notices.Select(notice => new ReportNotice(Training, notice)) ?? [],
        .. OfScoring(scoring),
    ];

    /// <summary>Those that the predictions and their figures bring with them.</summary>
    public static IEnumerable<ReportNotice> OfScoring(ScoringData? scoring) =>
    [
        .. scoring is null ? [] : FleetNotices.Of(scoring.Freshness).Select(notice => new ReportNotice(Scoring, notice)),
        .. scoring?.Inputs.Select(notice => new ReportNotice(Scoring, notice)) ?? [],
        .. scoring?.Caveats.Select(notice => new ReportNotice(Evaluation, notice)) ?? [],
    ];
}
