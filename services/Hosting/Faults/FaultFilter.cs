using System.Runtime.ExceptionServices;
using MassTransit;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Hosting.Faults;

/// <summary>
/// What becomes of a message whose consumer threw and that is not tried again at once: it waits in the broker, or is a fault.
/// </summary>
internal sealed class FaultFilter(MessageDelay delay, FaultRecorder recorder, LostStore store) : IFilter<ExceptionReceiveContext>
{
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        var exception = FaultRecorder.ReasonOf(context.Exception);
        if (LostStore.Is(exception))
        {
            await store.UntilOverAsync();

            // Given back as it came: nothing is known of it here.
            ExceptionDispatchInfo.Throw(exception);
        }

        var isUnreadable = FaultRecorder.IsUnreadable(exception);
        var isWaiting = !isUnreadable && Transience.IsTransient(exception) && await delay.TryAsync(context, recorder.EventOf(exception));
        if (!isWaiting)
            await recorder.RecordAsync(context, exception, failsRun: isUnreadable);

        // Otherwise one that failed before it came to its consumer counts as one that nobody took as well.
        if (!context.IsFaulted)
            await context.NotifyFaulted(context.Exception);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("fault");
}
