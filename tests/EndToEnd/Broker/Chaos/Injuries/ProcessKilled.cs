namespace Presage.Tests.EndToEnd.Broker.Chaos.Injuries;

internal sealed class ProcessKilled : IInjury
{
    public Task HappenAsync(Disturbances during)
    {
        var worker = during.AnyWorker();
        during.Say($"kill -9 {worker.Service} {worker.Id}");
        during.Arena.Cluster.Kill(worker);
        during.Arena.Cluster.Start(worker.Service);
        return Task.CompletedTask;
    }
}
