namespace Presage.Tests.EndToEnd.Broker.Chaos.Injuries;

/// <summary>One process more is started and told to stop at once, as when a number of replicas is corrected.</summary>
internal sealed class StoppedAtStart : IInjury
{
    private const int Most = 4;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public Task HappenAsync(Disturbances during)
    {
        for (var count = during.Number(1, Most); count > 0; count--)
            during.Await(StartAndStopAsync(during, during.AnyWorker().Service, during.Between(0, 2.5)));

        return Task.CompletedTask;
    }

    private static async Task StartAndStopAsync(Disturbances during, string service, TimeSpan moment)
    {
        using var worker = during.Arena.Cluster.StartBeside(service);
        await Task.Delay(moment, CancellationToken.None);
        during.Say($"SIGTERM {service} {worker.Id}, {moment.TotalSeconds:0.00} s after its start");
        await worker.TerminateAsync();
        await worker.EndAsync(Longest, mayBeEarly: true);
    }
}
