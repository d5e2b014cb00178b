using Presage.Contracts.Api;

namespace Presage.Application.Workers;

/// <summary>The processes that work on the store, as they say of themselves.</summary>
public interface IWorkerActions
{
    Task<WorkerList> ListAsync(CancellationToken cancellation);
}
