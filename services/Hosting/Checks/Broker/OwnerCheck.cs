using System.Runtime.CompilerServices;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using Presage.Hosting.Messaging.Ownership;

namespace Presage.Hosting.Checks.Broker;

/// <summary>
/// Whether the queues belong to the store that is looked at, and not to another deployment or to a store that this one has replaced.
/// </summary>
/// <param name="store">Id of the store that is looked at; null while it has none.</param>
/// <param name="place">Where it is, in words.</param>
internal sealed class OwnerCheck(
    BrokerConnector connector, MessagingOptions options, Func<CancellationToken, Task<string?>> store, string place, TimeProvider clock)
    : ICheck
{
    public string Name => "queues' store";

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await store(cancellation) is not { } id)
        {
            yield return Finding.Skipped("The store has no id yet to compare with that of the queues.");
            yield break;
        }

        var (owner, refused) = await ReadAsync(cancellation);
        var mine = new StoreMark(id, place, Environment.MachineName, "presage", clock.GetUtcNow().UtcDateTime);
        yield return refused ?? (owner is null ? Finding.Ok("The queues belong to no store yet; the first process claims them.")
            : owner.Store == id ? Finding.Ok($"The queues belong to the store {id}.")
            : Finding.Failed(OwnerErrors.OtherStore(options, owner, mine)));
    }

    private async Task<(StoreMark? Owner, Finding? Refused)> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            await using var board = await StoreBoard.OpenAsync(connector, options, cancellation);
            return (await board.OwnerAsync(cancellation), null);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            return (null, Finding.Skipped($"The broker cannot be asked: {BrokerRefusal.Of(exception, options).Sentence}"));
        }
    }
}
