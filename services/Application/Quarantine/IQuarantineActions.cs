using Presage.Application.Runs;
using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Quarantine;

/// <summary>Rows that ingestion refused.</summary>
public interface IQuarantineActions
{
    /// <exception cref="PresageException"><c>unknown-dataset</c>, <c>bad-cursor</c>.</exception>
    Task<QuarantineList> ListAsync(QuarantineFilter filter, PageRequest page, CancellationToken cancellation);

    /// <summary>All rows that fit, as CSV, by run, file and line.</summary>
    /// <exception cref="PresageException"><c>unknown-dataset</c>.</exception>
    Task<ExportedQuarantine> ExportAsync(QuarantineFilter filter, Stream output, CancellationToken cancellation);

    /// <summary>
    /// Gives rows the text that they have in a file that <see cref="ExportAsync"/> wrote and somebody mended. They stay in quarantine until
    /// they are read again (<see cref="IRunRequests.ReadmitAsync"/>).
    /// </summary>
    /// <returns>Number of rows that were there.</returns>
    /// <exception cref="PresageException">
    /// <c>unknown-dataset</c>, <c>missing-columns</c>, <c>not-a-line</c>, <c>unknown-rows</c>: none of them is in quarantine.
    /// </exception>
    Task<long> MendAsync(string dataset, Stream csv, CancellationToken cancellation);
}
