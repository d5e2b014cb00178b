using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Faults;

/// <summary>Messages that failed for good, until somebody redrives (<see cref="IFaultRedriving"/>) or discards them.</summary>
public interface IFaultActions
{
    /// <exception cref="PresageException"><c>bad-cursor</c>.</exception>
    Task<FaultList> ListAsync(FaultFilter filter, PageRequest page, CancellationToken cancellation);

    /// <exception cref="PresageException"><c>unknown-fault</c>.</exception>
    Task<FaultDetails> ShowAsync(string id, CancellationToken cancellation);

    /// <summary>Closes open faults without doing anything about them. One that cannot be closed does not hold up the others.</summary>
    /// <param name="by">Who does so, for their history.</param>
    /// <exception cref="PresageException"><c>unknown-fault</c>; why the first of those could not be closed that were not.</exception>
    Task<FaultOutcome> DiscardAsync(FaultSelection selection, string by, CancellationToken cancellation);
}
