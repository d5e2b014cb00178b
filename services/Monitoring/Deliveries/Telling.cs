using Microsoft.Extensions.Logging;
using Presage.Connections.Definitions;
using Presage.Connections.Events;
using Presage.Connections.Reading;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Monitoring.Deliveries;

/// <summary>Has connections told of an event that ask for it. Doing it again changes nothing.</summary>
public sealed class Telling(KnownConnections connections, IDeliveries deliveries, StoreTime time, ILogger<Telling> log)
{
    public Task<IReadOnlyList<ConnectionDefinition>> ConnectionsAsync(CancellationToken cancellation) => connections.ReadAsync(
        (connection, error) => Log.ConnectionUnreadable(log, connection.Name, error.Message), cancellation);

    public async Task TellAsync(
        ConnectionEvent happened, IEnumerable<ConnectionDefinition> some, CancellationToken cancellation)
    {
        foreach (var connection in some)
        {
            var delivery = happened.To(connection.Name, await time.NowAsync(cancellation));
            if (await deliveries.AddAsync(delivery, cancellation))
                Log.ToBeTold(log, connection.Name, happened.Type, happened.Title, delivery.Id);
        }
    }
}
