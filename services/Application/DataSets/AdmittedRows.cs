using Presage.Engine.Scenarios;
using Presage.Storage;

namespace Presage.Application.DataSets;

/// <summary>Reasons for which rows were refused that a wider scenario knows no more.</summary>
/// <param name="Sources">Kinds of records with codes that were added.</param>
/// <param name="Reasons">Reasons that name the column.</param>
internal sealed record AdmittedRows(IReadOnlyList<string> Sources, IReadOnlyList<string> Reasons)
{
    private const string UnknownCode = "unknown-code";

    public static AdmittedRows Of(Scenario present, Scenario wider)
    {
        string[] ofErrors = wider.Errors.Count > present.Errors.Count ? ["errors"] : [];
        string[] ofComponents = wider.Components.Count > present.Components.Count ? ["maintenance", "failures"] : [];
        var categories = present.Attributes.Zip(wider.Attributes)
            .Where(pair => pair.First.Categories?.Count < pair.Second.Categories?.Count)
            .Select(pair => $"unknown-category: {pair.First.Name}");
        var attributes = present.Attributes.Zip(wider.Attributes)
            .Where(pair => (pair.First.Minimum, pair.First.Maximum) != (pair.Second.Minimum, pair.Second.Maximum))
            .Select(pair => pair.First.Name);
        var sensors = present.Sensors.Zip(wider.Sensors)
            .Where(pair => (pair.First.Minimum, pair.First.Maximum) != (pair.Second.Minimum, pair.Second.Maximum))
            .Select(pair => pair.First.Name);
        string[] ofSensors = wider.Sensors.Count > present.Sensors.Count ? ["unknown-sensor"] : [];
        return new(
            [.. ofErrors, .. ofComponents],
            [.. categories, .. attributes.Concat(sensors).Select(name => $"out-of-range: {name}"), .. ofSensors]);
    }

    public bool Has(QuarantineCount count) => count.Reason.Split(QuarantinedRow.Separator).Any(
        reason => Reasons.Contains(reason) || (reason == UnknownCode && Sources.Contains(count.Source)));
}
