namespace Presage.Tests.EndToEnd.Broker.Chaos.Injuries;

internal sealed class DiskFull : IInjury
{
    public Task HappenAsync(Disturbances during)
    {
        var place = during.Arena.Place;
        return place.CanBeFull ? during.LastAsync("disk full", during.Between(0.3, 3), place.FillAsync, place.EmptyAsync)
            : Task.CompletedTask;
    }
}
