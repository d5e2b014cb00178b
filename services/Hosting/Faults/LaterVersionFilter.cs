using MassTransit;
using Microsoft.Extensions.Logging;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Ownership;

namespace Presage.Hosting.Faults;

/// <summary>
/// A message that only later versions of the program understand waits in the broker until one of them takes it, as while old and new
/// processes work side by side; one that nobody took for a day is a fault.
/// </summary>
internal sealed class LaterVersionFilter(
    FaultRecorder recorder, MessageDelay delay, DeploymentNotices notices, ILogger<LaterVersionFilter> log) : IFilter<ReceiveContext>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var needed = ContractVersion.NeededBy(context.TransportHeaders);
        if (needed <= ContractVersion.Current)
        {
            await next.Send(context);
            return;
        }

        var what = $"A message of the queue {context.Queue()} needs version {needed} of the messages, and this process knows version "
            + $"{ContractVersion.Current}";
        if (!await delay.LeaveAsync(context, Longest))
        {
            await recorder.RecordAsync(
                context,
                new PresageException(
                    ErrorKind.Invalid, "later-version", $"{what}; no process of a later version took it.",
                    "Update the processes of this service, then redrive this fault."));
            return;
        }

        var sentence = $"{what}: it is left to processes of a later version; update this one.";
        if (notices.Tell($"later {context.Queue()}", sentence))
            Log.LeftToLater(log, sentence);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("later-version");
}
