using MassTransit;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage.Runs;

namespace Presage.Cli.Execution;

/// <summary>Starts again what a process that is gone left unfinished; what was done of it is not done again.</summary>
internal sealed class UnfinishedRuns(IRuns runs, IBus bus)
{
    /// <summary>Files and folders that unfinished ingestions read; whoever gave their commands allowed it.</summary>
    public static async Task<IReadOnlyList<string>> SourcesAsync(IRuns runs, CancellationToken cancellation) =>
    [
        .. (await ListAsync(runs, cancellation)).Where(run => run.Kind == RunKinds.Ingest)
            .Select(run => Json.Read<NewDataArrived>(run.Request))
            .SelectMany(request => request.Sources.Append(request.Scenario ?? ""))
            .Where(Path.IsPathFullyQualified)
            .Distinct(),
    ];

    /// <returns>Number of runs that go on.</returns>
    public async Task<int> ResumeAsync(CancellationToken cancellation)
    {
        var unfinished = await ListAsync(runs, cancellation);
        foreach (var run in unfinished)
            await bus.Publish(RequestOf(run), cancellation);

        return unfinished.Count;
    }

    private static async Task<List<Run>> ListAsync(IRuns runs, CancellationToken cancellation) =>
        [.. (await runs.ListAsync(int.MaxValue, cancellation)).Where(run => run.State == RunState.Running).Reverse()];

    private static object RequestOf(Run run) => run.Kind switch
    {
        RunKinds.Ingest => Json.Read<NewDataArrived>(run.Request) with { RunId = run.Id },
        RunKinds.Features => Json.Read<StartFeatures>(run.Request) with { RunId = run.Id },
        RunKinds.Train => Json.Read<StartTraining>(run.Request) with { RunId = run.Id },
        RunKinds.Score => Json.Read<StartScoring>(run.Request) with { RunId = run.Id },
        RunKinds.Evaluate => Json.Read<StartEvaluation>(run.Request) with { RunId = run.Id },
        _ => throw new InvalidOperationException($"The run {run.Id} is of the unknown kind {run.Kind}."),
    };
}
