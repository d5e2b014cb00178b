using Presage.Contracts.Api;
using Presage.Hosting.Models;
using Presage.Storage;

namespace Presage.Cli.Output;

/// <summary>A model version beside others.</summary>
/// <param name="Test">Figures on its test block; null when it has none.</param>
/// <param name="Judged">What decides which rows it was judged on: data set, range and horizon.</param>
internal sealed record ComparedModel(ModelVersion Version, EvaluationFigures? Test, string Judged)
{
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
        var lineage = version.ReadLineage();
        var judged = $"{version.Dataset} {lineage.From:O} {lineage.To:O} {lineage.HorizonHours:R}";
        return new(version, version.ReadMetrics().GetValueOrDefault("test"), judged);
    }
}
