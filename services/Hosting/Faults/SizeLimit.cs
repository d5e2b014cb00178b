using MassTransit;
using Presage.Engine;
using Presage.Hosting.Messaging;

namespace Presage.Hosting.Faults;

/// <summary>A message that is too large is a fault, without being read.</summary>
internal sealed class SizeLimit(FaultRecorder recorder, MessagingOptions options) : IFilter<ReceiveContext>
{
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        context.Body.Length is { } bytes && bytes > options.LargestMessage
        ? recorder.RecordAsync(
            context,
            new PresageException(
                ErrorKind.TooLarge, "message-too-large", $"A message of {bytes:N0} bytes came to the queue {context.Queue()}.",
                $"Send at most {options.LargestMessage:N0} bytes, or raise Messaging:{nameof(MessagingOptions.LargestMessage)}; put data "
                    + "into files and name them."))
        : next.Send(context);

    public void Probe(ProbeContext context) => context.CreateFilterScope("size-limit");
}
