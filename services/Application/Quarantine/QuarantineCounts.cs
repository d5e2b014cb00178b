using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Quarantine;

internal static class QuarantineCounts
{
    /// <summary>How many rows of a data set were refused, by record kind and reason.</summary>
    public static async Task<IReadOnlyList<QuarantinedRows>> CountsAsync(
        this IQuarantine quarantine, string dataset, CancellationToken cancellation)
    {
        var counts = await quarantine.CountAsync(dataset, cancellation);
        return [.. counts.Select(count => new QuarantinedRows(count.Source, count.Reason, count.Rows))];
    }
}
