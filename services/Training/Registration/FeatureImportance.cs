using Presage.Contracts.Api;
using Presage.Engine.Features;

namespace Presage.Training.Registration;

internal static class FeatureImportance
{
    /// <summary>Mean of the components that have any, the most important first; features that no component uses are left out.</summary>
    /// <param name="importance">[component][column]; adds up to 1 for a component, unless it has none.</param>
    public static IReadOnlyList<ImportantFeature> Of(IReadOnlyList<FeatureColumn> columns, double[][] importance)
    {
        var total = importance.Sum(shares => shares.Sum());
        return
        [
            .. columns
                .Select((column, i) => new ImportantFeature(column.Name, importance.Sum(shares => shares[i]) / total))
                .Where(feature => feature.Share > 0)
                .OrderByDescending(feature => feature.Share),
        ];
    }
}
