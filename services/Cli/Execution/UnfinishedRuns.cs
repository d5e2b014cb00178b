using MassTransit;
using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Cli.Execution;

/// <summary>Starts again what a process that is gone left unfinished; what was done of it is not done again.</summary>
internal sealed class UnfinishedRuns(IRuns runs, IBus bus, TimeProvider clock)
{
    /// <summary>Files and folders that unfinished ingestions read; whoever gave their commands allowed it.</summary>
    public static async Task<IReadOnlyList<string>> SourcesAsync(IRuns runs, CancellationToken cancellation) =>
        SourcesOf(await runs.UnfinishedAsync(cancellation));

    /// <inheritdoc cref="SourcesAsync"/>
    public static IReadOnlyList<string> SourcesOf(IEnumerable<Run> unfinished) =>
    [
        .. unfinished.Where(run => run.Kind == RunKinds.Ingest)
            .Select(run => Json.Read<NewDataArrived>(run.Request))
            .SelectMany(request => request.Sources.Append(request.Scenario ?? ""))
            .Where(Path.IsPathFullyQualified)
            .Distinct(),
    ];

    /// <returns>Number of runs that go on.</returns>
    public async Task<int> ResumeAsync(CancellationToken cancellation)
    {
        var unfinished = await runs.UnfinishedAsync(cancellation);
        var occasion = clock.GetUtcNow().Ticks;
        foreach (var run in unfinished)
            await bus.PublishRequestAsync(run, $"resume/{occasion}", cancellation);

        return unfinished.Count;
    }
}
