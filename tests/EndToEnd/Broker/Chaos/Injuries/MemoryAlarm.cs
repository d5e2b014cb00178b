namespace Presage.Tests.EndToEnd.Broker.Chaos.Injuries;

/// <summary>The broker has too little memory: whoever publishes is blocked, acknowledgements on the same connection included.</summary>
internal sealed class MemoryAlarm : IInjury
{
    private const string Usual = "0.4";
    private const string Least = "0.0001";

    public Task HappenAsync(Disturbances during) =>
        during.LastAsync("memory alarm", during.Between(0.5, 5), () => SetAsync(during, Least), () => SetAsync(during, Usual));

    private static Task<string> SetAsync(Disturbances during, string share) =>
        during.Arena.Host.Broker.EvaluateAsync($"vm_memory_monitor:set_vm_memory_high_watermark({share}), \"\".");
}
