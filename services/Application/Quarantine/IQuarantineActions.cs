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
}
