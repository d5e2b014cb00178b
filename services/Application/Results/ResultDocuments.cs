using Presage.Contracts.Api;
using Presage.Engine.Observation;
using Presage.Storage;

namespace Presage.Application.Results;

/// <summary>What a result set holds, as documents.</summary>
internal static class ResultDocuments
{
    public static ResultSetSummary Summary(this ResultSet results) =>
        new(results.Name, results.Dataset, results.Components, results.Horizon.TotalHours, results.CreatedAt);

    /// <param name="results">The result set that the prediction is of.</param>
    public static PredictionDocument Document(this Prediction prediction, ResultSet results) => new(
        prediction.Machine, prediction.Time, prediction.Decision, ByComponent(results, prediction.Probabilities),
        ByComponent(results, prediction.Thresholds), prediction.Sentences(), prediction.Model, prediction.Version, prediction.Run,
        prediction.Revision);

    public static FleetCoverage Coverage(this FleetFreshness fleet) =>
        new(fleet.Latest, fleet.Machines, fleet.Stale.Count, fleet.WithoutReadings.Count, fleet.Unscored.Count);

    /// <summary>The reasons as sentences, strongest first.</summary>
    public static IReadOnlyList<string> Sentences(this Prediction prediction) => [.. prediction.Reasons.Select(reason => reason.Text)];

    private static Dictionary<string, double> ByComponent(ResultSet results, double[] values) =>
        results.Components.Zip(values).ToDictionary();
}
