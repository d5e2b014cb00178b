namespace Presage.Tests.EndToEnd.Broker.Chaos.Injuries;

internal sealed class StoreHeld : IInjury
{
    public Task HappenAsync(Disturbances during)
    {
        var place = during.Arena.Place;
        IAsyncDisposable? hold = null;
        return during.LastAsync(
            place.Hold, during.Between(0.3, 3), async () => hold = await place.HoldAsync(), () => hold!.DisposeAsync().AsTask());
    }
}
