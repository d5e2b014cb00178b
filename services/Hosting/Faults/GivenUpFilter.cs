using MassTransit;
using Presage.Engine;
using Presage.Hosting.Messaging;

namespace Presage.Hosting.Faults;

/// <summary>Takes what the broker has given up on from a fault queue, whatever it is, and keeps it as a fault.</summary>
internal sealed class GivenUpFilter(FaultRecorder recorder, TimeProvider clock) : IFilter<ReceiveContext>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var queue = context.TransportHeaders.Get<string>("x-first-death-queue") ?? context.Queue();
        var exception = new PresageException(
            ErrorKind.Internal, "given-up",
            $"A message of the queue {queue} was delivered again and again and never finished; it may stop or kill the "
                + "process that works on it.",
            "Look at the logs of the service for what happened to it, then redrive this fault.");
        try
        {
            await recorder.RecordAsync(context, exception, queue);
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
