using System.Text.Json;
using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Storage;

namespace Presage.Cli.Output;

/// <summary>A model version beside others.</summary>
/// <param name="Test">Figures on its test block; null when it has none.</param>
/// <param name="Judged">What decides which rows it was judged on: data set, range and horizon.</param>
internal sealed record ComparedModel(ModelVersion Version, EvaluationFigures? Test, string Judged)
{
    private static readonly string[] RowsFollowFrom = ["from", "to", "horizonHours"];

    public string Name => $"{Version.Name}@{Version.Number}";

    public object Document => new
    {
        model = Version.Name,
        version = Version.Number,
        Version.IsChampion,
        Version.Algorithm,
        Version.Preset,
        Version.Dataset,
        Version.CreatedAt,
        Version.Thresholds,
        Test,
    };

    /// <summary>Mean average precision of the components.</summary>
    public double PrAuc => Test is { Components.Count: > 0 } ? Test.Components.Values.Average(component => component.PrAuc) : double.NaN;

    public static ComparedModel Of(ModelVersion version)
    {
        var lineage = Json.Read<Dictionary<string, JsonElement>>(version.Lineage);
        var judged = RowsFollowFrom.Select(name => lineage.TryGetValue(name, out var value) ? value.ToString() : "");
        return new(
            version, Json.Read<Dictionary<string, EvaluationFigures>>(version.Metrics).GetValueOrDefault("test"), $"{version.Dataset} {string.Join(' ', judged)}");
    }
}
