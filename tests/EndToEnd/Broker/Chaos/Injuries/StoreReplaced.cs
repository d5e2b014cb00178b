namespace Presage.Tests.EndToEnd.Broker.Chaos.Injuries;

/// <summary>
/// Another folder stands where the store's was, as after a restore or with another volume; a while later the right one is back. Nothing
/// else begins meanwhile: whoever starts on a copy has no way to know it.
/// </summary>
internal sealed class StoreReplaced : IInjury
{
    public async Task HappenAsync(Disturbances during)
    {
        var (arena, copy, time) = (during.Arena, during.Number(0, 2) == 0, during.Between(0.5, 4));
        if (!arena.Place.CanBeReplaced)
            return;

        if (copy)
            await arena.Cluster.ReadyAsync();

        during.Say($"store replaced by {(copy ? "a copy" : "another one")} for {time.TotalSeconds:0.0} s");
        await arena.AloneAsync(async () =>
        {
            await using var replaced = await arena.Place.ReplaceAsync(copy);
            await Task.Delay(time, TestContext.Current.CancellationToken);
            return true;
        });
        during.Say("store replaced: over");
    }
}
