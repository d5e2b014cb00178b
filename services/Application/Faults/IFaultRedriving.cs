using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Faults;

/// <summary>Gives faults back to their queues. Only a broker has queues that outlive a process.</summary>
public interface IFaultRedriving
{
    /// <summary>
    /// Sends the messages of open faults to their queues again; their runs go on. One that cannot be sent does not hold up the others.
    /// </summary>
    /// <param name="perSecond">Most messages a second.</param>
    /// <exception cref="PresageException"><c>unknown-fault</c>; why the first of those could not be sent that were not.</exception>
    Task<FaultOutcome> RedriveAsync(FaultSelection selection, int perSecond, CancellationToken cancellation);
}
