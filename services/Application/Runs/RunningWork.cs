using Presage.Contracts;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Application.Runs;

/// <summary>What the runs that have not ended work with, so that it is not deleted beneath them.</summary>
internal static class RunningWork
{
    /// <summary>Ids of the runs that read or write a result set.</summary>
    public static async Task<IReadOnlyList<string>> OnResultsAsync(this IRuns runs, string results, CancellationToken cancellation) =>
        IdsOf(await runs.UnfinishedAsync(cancellation), run => run.Kind switch
        {
            RunKinds.Score => Json.Read<StartScoring>(run.Request).Results == results,
            RunKinds.Evaluate => Json.Read<StartEvaluation>(run.Request).Results == results,
            _ => false,
        });

    /// <summary>Ids of the runs that score with a model version.</summary>
    public static async Task<IReadOnlyList<string>> WithModelAsync(this IRuns runs, ModelVersion version, CancellationToken cancellation) =>
        IdsOf(await runs.UnfinishedAsync(cancellation), run => run.Kind == RunKinds.Score && (run.Plan is { } plan
            ? Json.Read<RunPlan>(plan) is var pinned && pinned.Model == version.Name && pinned.Version == version.Number
            : Json.Read<StartScoring>(run.Request).Model == $"{version.Name}@{version.Number}"));

    private static IReadOnlyList<string> IdsOf(IEnumerable<Run> unfinished, Func<Run, bool> works) =>
        [.. unfinished.Where(works).Select(run => run.Id)];
}
