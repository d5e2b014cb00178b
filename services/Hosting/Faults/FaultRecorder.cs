using System.Runtime.Serialization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Logging;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting.Errors;
using Presage.Hosting.Life;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Ownership;
using Presage.Hosting.Observability;
using Presage.Hosting.Runs;
using Presage.Hosting.Stores;
using Presage.Storage;
using Fault = Presage.Storage.Fault;

namespace Presage.Hosting.Faults;

/// <summary>Keeps messages that failed for good, with their reason and what happened to them, and fails their run.</summary>
internal sealed class FaultRecorder(
    IFaults faults, RunTracker runs, LostStore store, OwnStore own, PresageMetrics metrics, TimeProvider clock, MessagingOptions options,
    ILogger<FaultRecorder> log)
{
    /// <summary>Of larger bodies this much is kept, which is enough to see what they are.</summary>
    private const int LargestBody = 256 << 10;

    private const int LongestDetails = 8_000;

    /// <summary>
    /// The exception that says what is wrong, without what the bus has put around it; of a field that cannot be read that is the one which
    /// names the field.
    /// </summary>
    public static Exception ReasonOf(Exception exception) => exception switch
    {
        _ when IsUnreadable(exception) => exception,
        AggregateException or MassTransitException when exception.InnerException is { } inner => ReasonOf(inner),
        _ => exception,
    };

    public static bool IsUnreadable(Exception exception) => exception is SerializationException or JsonException or NotSupportedException;

    /// <param name="queue">The queue in which it failed; null for the one it was just taken from.</param>
    /// <param name="failsRun">
    /// Whether the message never reached a consumer. What failed in one has failed its run already, and the run may have been set running
    /// again meanwhile.
    /// </param>
    public async Task RecordAsync(ReceiveContext context, Exception exception, string? queue = null, bool failsRun = true)
    {
        queue ??= context.Queue();
        var body = context.GetBody();
        var text = MessageText.Read(body);
        metrics.Fault(text.Type ?? queue);
        var id = context.TransportHeaders.Get<string>("MessageId") ?? context.GetMessageId()?.ToString();
        var fault = FaultId(queue, id, body);
        var error = ErrorOf(exception, queue);

        // Nobody else has what belongs to another store, whose run of the same name is another run.
        var isOwn = StoreHeader.Of(context.TransportHeaders) is not { } of || of == await own.IdAsync(CancellationToken.None);
        var most = isOwn ? LargestBody : Math.Max(LargestBody, options.LargestMessage);
        Log.MessageGivenUp(log, text.Type, queue, text.Run, fault, error.Code, error.Message);
        if (!options.KeepFaults)
            return;

        await KeepAsync(new Fault(
            fault, queue, text.Type, text.Run, error, Cut(exception.ToString(), LongestDetails),
            context.ContentType?.MediaType, id, body.Length <= most ? body : body[..most], body.Length, FaultState.Open,
            clock.GetUtcNow().UtcDateTime, [.. MessageHistory.Of(context.TransportHeaders), EventOf(exception)]));

        if (failsRun && isOwn && text.Run is { } run && await runs.FailAsync(run, exception, CancellationToken.None) is { } failed)
            await (await context.PublishEndpointProvider.GetPublishSendEndpoint<RunFailed>()).Send(failed, CancellationToken.None);
    }

    /// <summary>A message that cannot be kept as a fault since the store was taken away is not given back again and again.</summary>
    private async Task KeepAsync(Fault fault)
    {
        try
        {
            await faults.AddAsync(fault, CancellationToken.None);
        }
        catch (Exception exception) when (LostStore.Is(exception))
        {
            await store.UntilOverAsync();
            throw;
        }
    }

    /// <summary>One failure, for the history.</summary>
    public FaultEvent EventOf(Exception exception) =>
        new(clock.GetUtcNow().UtcDateTime, FaultEvent.Failed, ProcessLife.Worker, Cut(Failure.Of(exception).Message, 500));

    private static RunError ErrorOf(Exception exception, string queue) => IsUnreadable(exception)
        ? new RunError(
            ErrorKind.Invalid,
            "unreadable-message", $"A message in the queue {queue} cannot be read: {exception.Message}",
            "Send it as the AsyncAPI document in contracts describes, and discard this fault.")
        : Failure.Of(exception).ToRunError();

    /// <summary>The same message in the same queue is the same fault, however often it fails.</summary>
    private static string FaultId(string queue, string? message, byte[] body) =>
        $"fault-{Convert.ToHexStringLower(SHA256.HashData(message is null ? body : Encoding.UTF8.GetBytes($"{queue}\n{message}")))[..12]}";

    private static string Cut(string text, int length) => text.Length <= length ? text : $"{text[..length]}...";
}
