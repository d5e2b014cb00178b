using Presage.Contracts.Api;
using Presage.Engine.Scenarios;
using Presage.Ingestion.Records;

namespace Presage.Ingestion.Planning;

internal static class PlanNotices
{
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
