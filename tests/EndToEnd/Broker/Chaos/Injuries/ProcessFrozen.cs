namespace Presage.Tests.EndToEnd.Broker.Chaos.Injuries;

internal sealed class ProcessFrozen : IInjury
{
    public Task HappenAsync(Disturbances during)
    {
        var worker = during.AnyWorker();
        return during.LastAsync(
            $"SIGSTOP {worker.Service} {worker.Id}", during.Between(0.5, 4), worker.FreezeAsync, worker.ThawAsync);
    }
}
