using System.Runtime.CompilerServices;
using Presage.Hosting.Messaging.Topology;
using RabbitMQ.Client;

namespace Presage.Hosting.Checks.Broker;

/// <summary>Whether every queue is there and as it should be, and whether the account may do with it what processes do.</summary>
/// <param name="exchanges">What is published to besides the queues' own exchanges.</param>
internal sealed class QueueCheck(BrokerDoor broker, IReadOnlyList<QueueSpec> queues, IReadOnlyList<string> exchanges) : ICheck
{
    private const int MostNamed = 3;

    public string Name => "queues";

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var (connection, refused) = await broker.ConnectAsync(cancellation);
        if (connection is null)
        {
            yield return Finding.Skipped($"The broker cannot be asked: {refused!.Found}");
            yield break;
        }

        await using (connection)
        {
            var seen = new Sight();
            await LookAsync(new AccessProbe(connection), seen, cancellation);
            foreach (var finding in Judge(seen))
                yield return finding;
        }
    }

    private async Task LookAsync(AccessProbe probe, Sight seen, CancellationToken cancellation)
    {
        foreach (var queue in queues)
        {
            var isThere = await probe.ExistsAsync(queue.Name, cancellation) == 0;
            (isThere ? seen.There : seen.Absent).Add(queue.Name);
            switch (isThere ? await probe.DeclareAsync(queue, cancellation) : await probe.WouldDeclareAsync(queue, cancellation))
            {
                case Constants.AccessRefused:
                    seen.NoConfigure.Add(queue.Name);
                    break;
                case Constants.PreconditionFailed when isThere:
                    seen.Different.Add(queue.Name);
                    break;
            }

            if (await probe.WouldConsumeAsync(queue.Name, cancellation) == Constants.AccessRefused)
                seen.NoRead.Add(queue.Name);
        }

        // A broker that takes no messages answers nobody who publishes.
        foreach (var exchange in broker.IsBlocked ? [] : exchanges.Concat(queues.Select(queue => queue.Name)))
            if (await probe.WouldPublishAsync(exchange, cancellation) == Constants.AccessRefused)
                seen.NoWrite.Add(exchange);
    }

    private IEnumerable<Finding> Judge(Sight seen)
    {
        var account = broker.Account;
        if (seen.NoRead.Count > 0)
            yield return Finding.Failed(
                "broker-no-read", $"The account {account} may not read {Names(seen.NoRead)}.",
                $"Give it the right to read in the virtual host {broker.VirtualHost}: rabbitmqctl set_permissions.");

        if (seen.NoWrite.Count > 0)
            yield return Finding.Failed(
                "broker-no-write", $"The account {account} may not write to {Names(seen.NoWrite)}.",
                $"Give it the right to write in the virtual host {broker.VirtualHost}: rabbitmqctl set_permissions.");

        if (seen.NoConfigure.Count > 0)
            yield return seen.Absent.Count > 0
                ? Finding.Failed(
                    "broker-no-configure", $"The account {account} may not make queues, and {Names(seen.Absent)} are not there.",
                    "Have the topology deployed by an account that may configure, or give this one the right.")
                : Finding.Ok($"The account {account} may not make queues, and need not: all {seen.There.Count} are there.");

        if (seen.Different.Count > 0)
            yield return Finding.Failed(
                "queue-differs", $"{Names(seen.Different)} of the broker are not as this version needs them.",
                "Let the services that are running empty them, stop them, delete the queues, and deploy the topology again.");

        if (seen.Absent.Count == 0)
            yield return Finding.Ok($"All {seen.There.Count} queues are there.");
        else if (seen.NoConfigure.Count == 0)
            yield return Finding.Warning(
                "no-queue", $"{seen.Absent.Count} of {queues.Count} queues are not there yet, such as {seen.Absent[0]}.",
                "Deploy the topology first: what is published before the first worker ran is refused or lost otherwise.");
    }

    private static string Names(List<string> names) => names.Count <= MostNamed ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MostNamed))} and {names.Count - MostNamed} more";

    private sealed class Sight
    {
        public List<string> There { get; } = [];

        public List<string> Absent { get; } = [];

        public List<string> Different { get; } = [];

        public List<string> NoConfigure { get; } = [];

        public List<string> NoRead { get; } = [];

        public List<string> NoWrite { get; } = [];
    }
}
