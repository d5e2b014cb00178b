using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Quarantine;

internal static class QuarantineCounts
{
    /// <summary>How many rows of a data set were refused, or had cells refused, by record kind and reason.</summary>
    public static async Task<IReadOnlyList<QuarantinedRows>> CountsAsync(
        this IQuarantine quarantine, string dataset, CancellationToken cancellation)
    {
        var counts = await quarantine.CountAsync(dataset, cancellation);
        return
        [
            .. counts
                .SelectMany(count => count.Reason.Split(QuarantinedRow.Separator).Select(reason => count with { Reason = reason }))
                .GroupBy(count => (count.Source, count.Reason), count => count.Rows)
                .Select(same => new QuarantinedRows(same.Key.Source, same.Key.Reason, same.Sum()))
                .OrderBy(count => count.RecordKind, StringComparer.Ordinal).ThenBy(count => count.Reason, StringComparer.Ordinal),
        ];
    }
}
