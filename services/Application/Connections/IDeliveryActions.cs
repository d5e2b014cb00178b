using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Connections;

/// <summary>What connections were told, or are to be.</summary>
public interface IDeliveryActions
{
    /// <exception cref="PresageException"><c>bad-cursor</c>, <c>unknown-state</c>, <c>unknown-connection</c>.</exception>
    Task<DeliveryList> ListAsync(DeliveryFilter filter, PageRequest page, CancellationToken cancellation);

    /// <exception cref="PresageException"><c>unknown-delivery</c>.</exception>
    Task<DeliveryDetails> ShowAsync(string id, CancellationToken cancellation);

    /// <summary>Has deliveries that failed, or wait, tried again at once and as often as new ones, under the same ids.</summary>
    /// <exception cref="PresageException"><c>unknown-delivery</c>.</exception>
    Task<DeliveryOutcome> RedriveAsync(DeliverySelection selection, CancellationToken cancellation);

    /// <summary>Closes deliveries that failed, or wait, without telling anybody.</summary>
    /// <exception cref="PresageException"><c>unknown-delivery</c>.</exception>
    Task<DeliveryOutcome> DiscardAsync(DeliverySelection selection, CancellationToken cancellation);
}
