using System.Globalization;
using Presage.Contracts.Api;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Scenarios;

namespace Presage.Training.Registration;

/// <summary>Inputs that nothing can be learnt from.</summary>
internal static class InputCaveats
{
    /// <summary>From this share of the rows on hardly anything is learnt from the rest.</summary>
    private const double NearlyAll = 0.95;

    /// <param name="baseline">One a column, of the rows that were learnt from.</param>
    public static IEnumerable<Notice> Of(
        Scenario scenario, IReadOnlyList<FeatureColumn> columns, IReadOnlyList<ColumnBaseline> baseline)
    {
        var sensors = scenario.Sensors.Select(sensor => sensor.Name).ToHashSet(StringComparer.Ordinal);
        var sources = columns.Zip(baseline, (column, values) => (Column: column, Values: values))
            .GroupBy(each => each.Column.Source, each => each.Values);
        foreach (var source in sources)
        {
            if (source.Min(values => values.Missing) is >= NearlyAll and var missing)
                yield return new Notice(
                    "always-missing",
                    $"{source.Key} is missing in {(missing == 1 ? "every row" : Percent(missing) + " of the rows")} of training: "
                    + $"{(missing == 1 ? "nothing" : "hardly anything")} is learnt from it.");
            else if (sensors.Contains(source.Key) && source.All(IsFlat))
                yield return new Notice(
                    "flat-input", $"{source.Key} is the same in every row of training: nothing is learnt from it.");
        }
    }

    /// <summary>At most one value.</summary>
    private static bool IsFlat(ColumnBaseline values) => values.Missing == 1 || values is { Edges.Length: 1, Shares: [1, 0] };

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
}
