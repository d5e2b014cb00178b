using Presage.Application.Paging;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Application.Connections;

internal sealed class DeliveryActions(IDeliveries deliveries, IConnections connections, StoreTime time) : IDeliveryActions
{
    public async Task<DeliveryList> ListAsync(DeliveryFilter filter, PageRequest page, CancellationToken cancellation)
    {
        if (filter.Connection is { } name)
            await RequireAsync(name, cancellation);

        var size = Page.SizeOf(page.Most);
        var found = await deliveries.ListAsync(
            new DeliveryQuery(filter.Connection, StateOf(filter.State)), Cursor.Read<DeliveryKey>(page.After), size + 1, cancellation);
        var (items, next) = Page.Of(found, size, delivery => delivery.Place);
        return new DeliveryList([.. items.Select(ConnectionDocuments.Summary)], next);
    }

    public async Task<DeliveryDetails> ShowAsync(string id, CancellationToken cancellation) =>
        ConnectionDocuments.Details(await FindAsync(id, cancellation));

    public async Task<DeliveryOutcome> RedriveAsync(DeliverySelection selection, CancellationToken cancellation)
    {
        var now = await time.NowAsync(cancellation);
        return await DoAsync(
            selection,
            delivery => delivery with { State = DeliveryState.Waiting, NextAt = now, Attempts = 0, EndedAt = null },
            cancellation);
    }

    public async Task<DeliveryOutcome> DiscardAsync(DeliverySelection selection, CancellationToken cancellation)
    {
        var now = await time.NowAsync(cancellation);
        return await DoAsync(
            selection, delivery => delivery with { State = DeliveryState.Discarded, NextAt = null, EndedAt = now }, cancellation);
    }

    private async Task<DeliveryOutcome> DoAsync(
        DeliverySelection selection, Func<Delivery, Delivery> change, CancellationToken cancellation)
    {
        var (done, ended) = (new List<string>(), new List<string>());
        foreach (var delivery in await SelectedAsync(selection, cancellation))
        {
            var isOpen = delivery.State is DeliveryState.Failed or DeliveryState.Waiting;
            (isOpen && await deliveries.CommitAsync(change(delivery), cancellation) ? done : ended).Add(delivery.Id);
        }

        return new DeliveryOutcome(done, ended);
    }

    private async Task<IReadOnlyList<Delivery>> SelectedAsync(DeliverySelection selection, CancellationToken cancellation)
    {
        if (selection.Ids.Count == 0)
        {
            // Deliveries to a connection stay when it is deleted, and can be meant.
            return await deliveries.ListAsync(
                new DeliveryQuery(selection.Connection, DeliveryState.Failed), null, int.MaxValue, cancellation);
        }

        var found = new List<Delivery>();
        foreach (var id in selection.Ids)
            found.Add(await FindAsync(id, cancellation));

        return found;
    }

    private async Task<Delivery> FindAsync(string id, CancellationToken cancellation) =>
        await deliveries.FindAsync(id, cancellation)
        ?? throw new PresageException(
            ErrorKind.NotFound, "unknown-delivery", $"There is no delivery '{id}'.", "Take its id from the list of deliveries.");

    /// <summary>So that a slip of the pen does not look like peace; what a connection that was deleted was told can be asked for.</summary>
    private async Task RequireAsync(string name, CancellationToken cancellation)
    {
        if (await connections.FindAsync(name, cancellation) is null
            && (await deliveries.ListAsync(new DeliveryQuery(name), null, 1, cancellation)).Count == 0)
            throw ConnectionErrors.Unknown(
                name, [.. (await connections.ListAsync(cancellation)).Select(connection => connection.Name)]);
    }

    private static DeliveryState? StateOf(string? word) => word switch
    {
        null => null,
        _ when Enum.TryParse<DeliveryState>(word, ignoreCase: true, out var state) && Enum.IsDefined(state) => state,
        _ => throw new PresageException(
            ErrorKind.Invalid, "unknown-state", $"'{word}' is not a state of a delivery.",
            $"Use one of: {string.Join(", ", DeliveryStates.All)}."),
    };
}
