using MassTransit;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Ownership;

namespace Presage.Hosting.Faults;

/// <summary>A message of another store is a fault, unread and kept whole: whoever owns it gets it back by a redrive.</summary>
internal sealed class OtherStoreFilter(FaultRecorder recorder, OwnStore own) : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var store = StoreHeader.Of(context.TransportHeaders);
        if (store is null || store == await own.IdAsync(context.CancellationToken))
            await next.Send(context);
        else
            await recorder.RecordAsync(
                context, OwnerErrors.OtherMessage(context.Queue(), store, await own.IdAsync(context.CancellationToken)), failsRun: false);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("other-store");
}
