using MassTransit;
using Presage.Contracts;
using Presage.Hosting.Messaging;
using Presage.Hosting.Observability;
using Presage.Storage;

namespace Presage.Hosting.Runs;

/// <summary>Requests of runs that are in the ledger. Whoever plans a run goes on with what is missing of it, so that publishing its request again is harmless.</summary>
public static class RunRequests
{
    /// <param name="occasion">Tells this message from the others with the run's request, such as <c>wake/2</c>: the same occasion is the same message.</param>
    public static async Task PublishRequestAsync(this IPublishEndpoint bus, Run run, string occasion, CancellationToken cancellation)
    {
        using var activity = RunTrace.Start(occasion, run.Id);
        await PublishTimeout.LimitAsync(token => bus.Publish(Of(run), publish => publish.MessageId = MessageIds.Of(run.Id, "request", occasion), token), cancellation);
    }

    private static object Of(Run run) => run.Kind switch
    {
        RunKinds.Ingest => Json.Read<NewDataArrived>(run.Request) with { RunId = run.Id },
        RunKinds.Features => Json.Read<StartFeatures>(run.Request) with { RunId = run.Id },
        RunKinds.Train => Json.Read<StartTraining>(run.Request) with { RunId = run.Id },
        RunKinds.Score => Json.Read<StartScoring>(run.Request) with { RunId = run.Id },
        RunKinds.Evaluate => Json.Read<StartEvaluation>(run.Request) with { RunId = run.Id },
        _ => throw new InvalidOperationException($"The run {run.Id} is of the unknown kind {run.Kind}."),
    };
}
