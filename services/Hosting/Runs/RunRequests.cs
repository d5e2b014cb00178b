using System.Collections.Frozen;
using System.Text.Json;
using MassTransit;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Observability;
using Presage.Storage;

namespace Presage.Hosting.Runs;

/// <summary>Publishes requests: what a person asks for, and once more those of runs that are in the ledger.</summary>
public static class RunRequests
{
    private static readonly FrozenSet<Type> Requests =
    [
        typeof(NewDataArrived), typeof(StartFeatures), typeof(StartTraining), typeof(StartScoring), typeof(StartEvaluation),
        typeof(DoStep),
    ];

    /// <summary>Publishes what a person asks for, who wants to know at once when nobody will get it.</summary>
    /// <exception cref="PresageException"><c>no-queue</c>, <c>broker-unreachable</c>.</exception>
    public static async Task PublishRequestAsync<T>(this IBus bus, T request, CancellationToken cancellation)
        where T : class, IRunMessage
    {
        using var activity = request.RunId is { } run ? RunTrace.Start(typeof(T).Name, run) : null;
        try
        {
            await PublishTimeout.LimitAsync(token => bus.Publish(request, token), cancellation);
        }
        catch (MessageReturnedException exception)
        {
            throw new PresageException(
                ErrorKind.Unavailable, "no-queue", $"The broker has no queue for {typeof(T).Name}, so nobody would ever get it.",
                "Deploy the topology, which creates all queues.", exception);
        }
        catch (TimeoutException exception)
        {
            throw new PresageException(
                ErrorKind.Unavailable, "broker-unreachable", exception.Message,
                "See that the broker runs and has memory and disk to spare, and ask again.", exception);
        }
    }

    /// <summary>
    /// Publishes the request of a run again. Whoever plans a run goes on with what is missing of it, so that this is harmless.
    /// </summary>
    /// <param name="occasion">
    /// Tells this message from the others with the run's request, such as <c>wake/2</c>: the same occasion is the same message.
    /// </param>
    public static async Task PublishRequestAsync(this IPublishEndpoint bus, Run run, string occasion, CancellationToken cancellation)
    {
        using var activity = RunTrace.Start(occasion, run.Id);
        await PublishTimeout.LimitAsync(
            token => bus.Publish(Of(run), publish => publish.MessageId = MessageIds.Of(run.Id, "request", occasion), token), cancellation);
    }

    /// <summary>Whether a message of this type begins its run; all others belong to one that has begun.</summary>
    public static bool Begins(Type message) => Requests.Contains(message);

    /// <summary>
    /// Whether services do the run's work when its request is published; not what a person's command or the scheduler does by itself.
    /// </summary>
    public static bool IsOfServices(this Run run) => run.Kind is not (RunKinds.Retract or RunKinds.Job);

    /// <summary>Whether whoever asked for the run wants its work to wait behind that of others.</summary>
    public static bool IsBulk(this Run run)
    {
        using var request = JsonDocument.Parse(run.Request);
        return request.RootElement.TryGetProperty("bulk", out var bulk) && bulk.ValueKind == JsonValueKind.True;
    }

    private static object Of(Run run) => run.Kind switch
    {
        RunKinds.Ingest => Json.Read<NewDataArrived>(run.Request) with { RunId = run.Id },
        RunKinds.Features => Json.Read<StartFeatures>(run.Request) with { RunId = run.Id },
        RunKinds.Train => Json.Read<StartTraining>(run.Request) with { RunId = run.Id },
        RunKinds.Score => Json.Read<StartScoring>(run.Request) with { RunId = run.Id },
        RunKinds.Evaluate => Json.Read<StartEvaluation>(run.Request) with { RunId = run.Id },
        _ when RunKinds.OfSteps.Contains(run.Kind) => Json.Read<DoStep>(run.Request) with { RunId = run.Id },
        _ => throw new InvalidOperationException($"The run {run.Id} is of the unknown kind {run.Kind}."),
    };
}
