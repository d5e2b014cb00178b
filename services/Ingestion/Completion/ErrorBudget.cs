using Presage.Engine;

namespace Presage.Ingestion.Completion;

internal static class ErrorBudget
{
    /// <param name="budget">Share of rows, 0 to 1; null allows any.</param>
    /// <exception cref="PresageException"><c>error-budget</c>.</exception>
    public static void Require(double? budget, IReadOnlyList<RecordTotals> totals, string run)
    {
        var read = totals.Sum(total => total.Read);
        var quarantined = totals.Sum(total => total.Quarantined);
        if (quarantined > budget * read)
            throw new PresageException(
                ErrorKind.Invalid, "error-budget",
                $"{(double)quarantined / read:P1} of the rows, {quarantined:N0} of {read:N0}, were quarantined, "
                + $"more than the {budget:P1} that are allowed. "
                + string.Join(" ", totals.SelectMany(total => total.Notices()).Select(notice => notice.Message)),
                $"Mend the rows that the quarantine of run {run} shows and ingest the files again, or allow more with "
                + $"{IngestionOptions.Section}:{nameof(IngestionOptions.ErrorBudget)}; the good rows are stored.");
    }
}
