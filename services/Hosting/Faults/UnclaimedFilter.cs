using MassTransit;
using Presage.Engine;
using Presage.Hosting.Messaging;

namespace Presage.Hosting.Faults;

/// <summary>A message in a queue whose consumers take none of its kind is a fault.</summary>
internal sealed class UnclaimedFilter(FaultRecorder recorder) : IFilter<ReceiveContext>
{
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) => recorder.RecordAsync(
        context,
        new PresageException(
            ErrorKind.Invalid, "wrong-message", $"A message came to the queue {context.Queue()} that nothing there takes.",
            "Publish it to the exchange of its type, and discard this fault."));

    public void Probe(ProbeContext context) => context.CreateFilterScope("unclaimed");
}
