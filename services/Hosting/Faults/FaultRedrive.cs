using System.Collections.Frozen;
using System.Text.Json;
using MassTransit;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting.Life;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Ownership;
using Presage.Hosting.Runs;
using Presage.Storage;
using Fault = Presage.Storage.Fault;

namespace Presage.Hosting.Faults;

/// <summary>
/// Gives faults back to their queues. A message keeps its id, and consumers do nothing twice: a fault that is redriven by two people at
/// once, or again because the process died in between, has the effect of one. One of another store stays that store's.
/// </summary>
public sealed class FaultRedrive(
    IFaults faults, IRuns runs, RunRetry retry, IBus bus, IStoreIdentity identity, MessagingOptions options, TimeProvider clock)
{
    private static readonly FrozenDictionary<string, Type> Messages = typeof(IRunMessage).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(IRunMessage)) && type.IsClass)
        .ToFrozenDictionary(type => type.Name);

    /// <summary>
    /// Sends an open fault's message to its queue again and closes the fault; it opens again when the message fails again. Nobody works on
    /// a run that has failed, so that one is set running first.
    /// </summary>
    /// <returns>Whether it was still open.</returns>
    /// <exception cref="PresageException"><c>not-redrivable</c>: the message cannot be read, so no consumer ever will.</exception>
    public async Task<bool> RedriveAsync(Fault fault, CancellationToken cancellation)
    {
        if (fault.State != FaultState.Open)
            return false;

        var (type, message, store) = Read(fault);
        var isOwn = store is null || store == (await identity.ReadAsync(cancellation)).Id;
        if (isOwn && fault.Run is not null && await runs.FindAsync(fault.Run, cancellation) is { State: RunState.Failed })
            await retry.RetryAsync(fault.Run, bus, cancellation);

        var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{fault.Queue}"));
        await PublishTimeout.LimitAsync(
            token => endpoint.Send(
                message,
                type,
                send =>
                {
                    send.MessageId = Guid.TryParse(fault.MessageId, out var id) ? id : send.MessageId;
                    if (store is not null)
                        send.Headers.Set(StoreHeader.Name, store);
                },
                token),
            cancellation);
        var redriven = new FaultEvent(clock.GetUtcNow().UtcDateTime, FaultEvent.Redriven, ProcessLife.Worker, $"sent to {fault.Queue}");
        await faults.CloseAsync(fault.Id, fault.History.Count, FaultState.Redriven, redriven, cancellation);
        return true;
    }

    private (Type Type, object Message, string? Store) Read(Fault fault)
    {
        var text = MessageText.Read(fault.Body);
        if (!fault.IsComplete || text.Message is not { } json || !Messages.TryGetValue(text.Type ?? TypeByQueue(fault.Queue), out var type))
            throw NotRedrivable(fault, null);

        try
        {
            return (type, json.Deserialize(type, Json.Options) ?? throw NotRedrivable(fault, null), text.Store);
        }
        catch (JsonException exception)
        {
            throw NotRedrivable(fault, exception);
        }
    }

    /// <summary>Plain JSON does not say what it is; the queue that it was published to does.</summary>
    private string TypeByQueue(string queue) =>
        string.Concat(queue[(queue.StartsWith(options.Prefix, StringComparison.Ordinal) ? options.Prefix.Length : 0)..]
            .Split('-').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static PresageException NotRedrivable(Fault fault, Exception? inner) => new(
        ErrorKind.Conflict, "not-redrivable", $"The message of {fault.Id} cannot be read, so it would only fail again.",
        "Discard it.", inner);
}
