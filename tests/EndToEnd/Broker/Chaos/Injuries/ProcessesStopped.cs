namespace Presage.Tests.EndToEnd.Broker.Chaos.Injuries;

/// <summary>Some processes are told to stop at about the same time, and others take their places.</summary>
internal sealed class ProcessesStopped : IInjury
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public async Task HappenAsync(Disturbances during)
    {
        var count = during.Number(2, 5);
        for (var i = 0; i < count; i++)
        {
            // Another injury stops those that have only begun to start.
            var worker = during.AnyWorker();
            if (!worker.IsReady)
                continue;

            during.Say($"SIGTERM {worker.Service} {worker.Id}");
            during.Arena.Cluster.Workers.Remove(worker);
            during.Arena.Cluster.Start(worker.Service);
            await worker.TerminateAsync();
            during.Await(EndAsync(worker));
        }
    }

    private static async Task EndAsync(Worker worker)
    {
        using (worker)
            await worker.EndAsync(Longest);
    }
}
