using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Application.Runs;

/// <summary>What a process that takes up runs has to know of them before it starts.</summary>
public static class UnfinishedRuns
{
    /// <summary>Files and folders that unfinished ingestions read; whoever asked for them allowed it.</summary>
    public static async Task<IReadOnlyList<string>> SourcesAsync(this IRuns runs, CancellationToken cancellation) =>
        SourcesOf(await runs.UnfinishedAsync(cancellation));

    /// <inheritdoc cref="SourcesAsync"/>
    /// <param name="id">The only run that is taken up.</param>
    public static async Task<IReadOnlyList<string>> SourcesOfAsync(this IRuns runs, string id, CancellationToken cancellation) =>
        SourcesOf([await runs.FindAsync(id, cancellation) ?? throw RunErrors.Unknown(id)]);

    private static IReadOnlyList<string> SourcesOf(IEnumerable<Run> unfinished) =>
    [
        .. unfinished.Where(run => run.Kind == RunKinds.Ingest)
            .Select(run => Json.Read<NewDataArrived>(run.Request))
            .SelectMany(request => request.Sources.Append(request.Scenario ?? ""))
            .Where(Path.IsPathFullyQualified)
            .Distinct(),
    ];
}
