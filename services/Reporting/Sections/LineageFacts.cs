using System.Globalization;
using Presage.Hosting.Models;
using Presage.Reporting.Charts;
using Presage.Storage;

namespace Presage.Reporting.Sections;

/// <summary>What a model was made from, as names and values for a person; what its version does not say is left out.</summary>
public static class LineageFacts
{
    /// <summary>As much of a hash as a person compares.</summary>
    private const int HashStart = 25;

    public static IEnumerable<(string Name, string Value)> Of(ModelVersion version)
    {
        var lineage = version.ReadLineage();
        (string Name, string? Value)[] facts =
        [
            ("From", Time(lineage.From)),
            ("To", Time(lineage.To)),
            ("As of", Time(lineage.AsOf)),
            ("Failures known until", Time(lineage.FailuresKnownUntil)),
            ("Scenario hash", Hash(lineage.ScenarioHash)),
            ("Horizon hours", lineage.HorizonHours == 0 ? null : Number(lineage.HorizonHours)),
            ("Data hash", Hash(lineage.DataHash)),
            ("Split", lineage.Split is { } split ? $"by {split}: {lineage.SplitReason}" : null),
            ("Seed", Number(lineage.Seed)),
            ("Alarms per week", lineage.AlarmsPerWeek is { } budget ? Number(budget) : null),
            ("Engine version", lineage.EngineVersion),
            ("Artifact SHA-256", Hash(version.Sha256)),
        ];
        return facts.Where(fact => fact.Value is not null).Select(fact => (fact.Name, fact.Value!));
    }

    private static string? Time(DateTime time) => time == default ? null : $"{Format.Time(time)} UTC";

    private static string? Hash(string? hash) => hash is null ? null : Format.Short(hash, HashStart);

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);
}
