using MassTransit;
using Presage.Hosting.Messaging;

namespace Presage.Hosting.Faults;

/// <summary>Takes what the broker has given up on from a fault queue, whatever it is, and keeps it as a fault.</summary>
internal sealed class GivenUpFilter(FaultRecorder recorder, MessagingOptions options, TimeProvider clock) : IFilter<ReceiveContext>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var reason = GivenUpReason.Of(context, options);
        try
        {
            await recorder.RecordAsync(context, reason.ToException(), reason.Queue);
        }
        catch (Exception)
        {
            // Nothing limits deliveries from here, so the store is not asked at full speed until it is back.
            await Task.Delay(Pause, clock, context.CancellationToken);
            throw;
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("given-up");
}
