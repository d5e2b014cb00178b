using System.Text;
using MassTransit;
using MassTransit.RabbitMqTransport;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Topology;

namespace Presage.Hosting.Faults;

/// <summary>Why the broker put a message into a fault queue, as it has written into the message itself.</summary>
/// <param name="Queue">Where it was given up.</param>
internal sealed record GivenUpReason(string Queue, string Why)
{
    private const string Deaths = "x-death";

    public static GivenUpReason Of(ReceiveContext context, MessagingOptions options)
    {
        // The latest comes first. Those of the delay queues are how a message that waited came back.
        var last = DeathsOf(context).FirstOrDefault(death => !DelayQueues.IsOne(options, death.Queue));
        return last ?? new(
            context.TransportHeaders.Get<string>("x-first-death-queue") ?? context.Queue(),
            context.TransportHeaders.Get<string>("x-first-death-reason") ?? "");
    }

    public PresageException ToException() => Why switch
    {
        "expired" => new(
            ErrorKind.Unavailable, "expired",
            $"A message of the queue {Queue} expired there: nobody took it within the time that a policy of the broker leaves it.",
            "Take the time to live (message-ttl) from the policies that fit Presage's queues, see that processes of the service run, then "
                + "redrive this fault."),
        "maxlen" => new(
            ErrorKind.Unavailable, "pushed-out",
            $"A message of the queue {Queue} was pushed out, since the queue was as long as a policy of the broker lets it be.",
            "Take the length (max-length) from the policies that fit Presage's queues, see that processes of the service keep up, then "
                + "redrive this fault."),
        "rejected" => new(
            ErrorKind.Internal, "rejected",
            $"A message of the queue {Queue} was rejected by whoever took it, and not by a process of this service as it is now.",
            "See who else takes messages from that queue, then redrive this fault."),
        _ => new(
            ErrorKind.Internal, "given-up",
            $"A message of the queue {Queue} was delivered again and again and never finished; it may stop or kill the "
                + "process that works on it.",
            "Look at the logs of the service for what happened to it, then redrive this fault."),
    };

    private static IEnumerable<GivenUpReason> DeathsOf(ReceiveContext context) =>
        context.TryGetPayload(out RabbitMqBasicConsumeContext? delivery)
            && delivery.Properties.Headers?.TryGetValue(Deaths, out var deaths) == true && deaths is IEnumerable<object> list
            ? list.OfType<IDictionary<string, object?>>()
                .Select(death => new GivenUpReason(TextOf(death, "queue"), TextOf(death, "reason")))
            : [];

    private static string TextOf(IDictionary<string, object?> death, string field) => death.TryGetValue(field, out var value) switch
    {
        true when value is byte[] bytes => Encoding.UTF8.GetString(bytes),
        _ => value as string ?? "",
    };
}
