using System.Text.Json.Serialization;
using Presage.Contracts.Api;

namespace Presage.Hosting.Results;

/// <summary>Predictions that a model version has made.</summary>
/// <param name="Trained">Of the rows, those in the range of the data that it was trained on.</param>
/// <param name="First">Time of the first of these; null when there is none.</param>
/// <param name="Last">Time of the last of these.</param>
public sealed record VersionRows(string Model, int Version, long Rows, long Trained, DateTime? First, DateTime? Last)
{
    [JsonIgnore]
    public string Name => $"{Model}@{Version}";

    /// <param name="lineage">Null when the version is gone.</param>
    /// <param name="dataset">Of the predictions.</param>
    /// <param name="times">Of the predictions.</param>
    public static VersionRows Of(string model, int version, ModelLineage? lineage, string dataset, IReadOnlyCollection<DateTime> times)
    {
        DateTime[] trained = lineage?.Dataset == dataset
            ? [.. times.Where(time => time > lineage.From && time <= lineage.To)]
            : [];
        return new VersionRows(
            model, version, times.Count, trained.Length, trained.Length == 0 ? null : trained.Min(),
            trained.Length == 0 ? null : trained.Max());
    }

    /// <summary>Adds up the rows of each version, in the order of their names.</summary>
    public static IReadOnlyList<VersionRows> Merge(IEnumerable<VersionRows> rows) =>
    [
        .. rows.GroupBy(each => (each.Model, each.Version))
            .OrderBy(group => group.Key.Model, StringComparer.Ordinal).ThenBy(group => group.Key.Version)
            .Select(group => new VersionRows(
                group.Key.Model, group.Key.Version, group.Sum(each => each.Rows), group.Sum(each => each.Trained),
                group.Min(each => each.First), group.Max(each => each.Last))),
    ];
}
