using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Application.Runs;

/// <summary>Deletes runs that have ended, and says first which, and what points at them.</summary>
internal sealed class RunDeleter(IRuns runs, IModels models, TimeProvider clock)
{
    private const int PageSize = 500;

    /// <exception cref="PresageException">As <see cref="IRunActions.DeleteAsync"/>.</exception>
    public async Task<RunDeletion> PlanAsync(RunSelection selection, CancellationToken cancellation)
    {
        var versions = (await models.ListAsync(null, cancellation))
            .ToLookup(version => version.Run, version => $"{version.Name}@{version.Number}");
        var going = new List<DeletedRun>();
        foreach (var run in await SelectedAsync(selection, cancellation))
            going.Add(Document(run, await runs.CountAsync(run.Id, cancellation), [.. versions[run.Id]]));

        return new RunDeletion(going);
    }

    /// <inheritdoc cref="PlanAsync"/>
    public async Task<RunDeletion> DeleteAsync(RunSelection selection, CancellationToken cancellation)
    {
        var plan = await PlanAsync(selection, cancellation);
        foreach (var id in await BegunAsync(selection, cancellation))
            await runs.DeleteAsync(id, cancellation);
        foreach (var run in plan.Runs)
            await runs.DeleteAsync(run.Id, cancellation);

        return plan;
    }

    /// <summary>What a deletion that was interrupted has left hidden.</summary>
    private async Task<IReadOnlyList<string>> BegunAsync(RunSelection selection, CancellationToken cancellation)
    {
        var begun = await runs.BeingDeletedAsync(selection.Dataset, cancellation);
        return selection.Runs.Count == 0 ? begun : [.. begun.Intersect(selection.Runs)];
    }

    private async Task<IReadOnlyList<Run>> SelectedAsync(RunSelection selection, CancellationToken cancellation)
    {
        if (selection.Runs.Count > 0)
            return await NamedAsync(selection.Runs, cancellation);
        if (selection is { OlderThanDays: null, State: null, Dataset: null })
            throw new PresageException(
                ErrorKind.Usage, "no-selection", "Which runs are meant is not said.",
                "Name runs by id, or say how old they are, how they ended or of which data set.");

        return await FittingAsync(selection, cancellation);
    }

    private async Task<IReadOnlyList<Run>> NamedAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var named = new List<Run>();
        foreach (var id in ids.Distinct())
        {
            if (await runs.FindAsync(id, cancellation) is { } run)
                named.Add(run.State == RunState.Running ? throw RunErrors.Running(run) : run);
            else if (!await runs.IsBeingDeletedAsync(id, cancellation))
                throw RunErrors.Unknown(id);
        }

        return named;
    }

    private async Task<IReadOnlyList<Run>> FittingAsync(RunSelection selection, CancellationToken cancellation)
    {
        DateTime? before = selection.OlderThanDays is { } days ? clock.GetUtcNow().UtcDateTime.AddDays(-days) : null;
        var query = new RunQuery(State: RunDocuments.StateOf(selection.State), Dataset: selection.Dataset, To: before);
        var fitting = new List<Run>();
        RunKey? after = null;
        while (true)
        {
            var page = await runs.ListAsync(query, after, PageSize, cancellation);
            fitting.AddRange(page.Where(run => run.State != RunState.Running && (before is null || run.EndedAt <= before)));
            if (page.Count < PageSize)
                return fitting;

            after = page[^1].Place;
        }
    }

    private static DeletedRun Document(Run run, RunCounts counts, IReadOnlyList<string> versions) => new(
        run.Id, run.Kind, run.Dataset, RunDocuments.StateOf(run.State), run.StartedAt, counts.Stages, counts.Slices, counts.FeatureParts,
        versions,
        run.Kind == RunKinds.Score ? Json.Read<StartScoring>(run.Request).Results : null);
}
