using Presage.Storage;

namespace Presage.Application.DataSets;

internal static class DataSetModels
{
    /// <summary>Versions that were trained on a data set, as NAME@VERSION.</summary>
    public static async Task<IReadOnlyList<string>> TrainedOnAsync(this IModels models, string dataset, CancellationToken cancellation) =>
    [
        .. (await models.ListAsync(null, cancellation))
            .Where(version => version.Dataset == dataset)
            .Select(version => $"{version.Name}@{version.Number}"),
    ];
}
