using Presage.Contracts.Api;
using Presage.Engine.Scenarios;
using Presage.Ingestion.Records;

namespace Presage.Ingestion.Planning;

internal static class PlanNotices
{
    private const int ShownOfCode = 5;

    /// <summary>The first of each code, and how many more there are: a folder can have thousands of parts.</summary>
    public static IEnumerable<Notice> Shortened(IReadOnlyList<Notice> notices) => notices
        .GroupBy(notice => notice.Code)
        .SelectMany(same => same.Count() <= ShownOfCode + 1
            ? same
            : same.Take(ShownOfCode).Append(new Notice(same.Key, $"So it is with {same.Count() - ShownOfCode:N0} more files.")));

    public static IEnumerable<Notice> Of(IReadOnlyList<PlannedFile> files, Scenario scenario)
    {
        if (files.All(file => file.Kind != RecordKind.Telemetry))
            yield return new Notice(
                "no-telemetry",
                "No telemetry was found; features, training and scoring need it. "
                + $"Its file is named {scenario.RecordKinds.Telemetry.File}.csv, or {scenario.RecordKinds.Telemetry.File} "
                + "and something more.");

        foreach (var notice in ScenarioReview.Of(scenario))
            yield return new Notice(
                notice.Code, $"In the scenario{(notice.Place.Length == 0 ? "" : ", ")}{notice.Place}: {notice.Sentences}");
    }
}
