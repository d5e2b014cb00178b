namespace Presage.Tests.EndToEnd.Broker.Chaos.Injuries;

internal sealed class BrokerStopped : IInjury
{
    public Task HappenAsync(Disturbances during) => during.LastAsync(
        "broker stopped", during.Between(0.2, 4), during.Arena.Broker.PauseAsync, during.Arena.Broker.ResumeAsync);
}
