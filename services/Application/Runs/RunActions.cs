using System.Text.Json;
using Presage.Application.Paging;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Application.Runs;

internal sealed class RunActions(
    IRuns runs, ISliceAttempts attempts, IRunWakes wakes, RunCancel cancel, RunOutlook outlook, RunFollower follower, RunDeleter deleter,
    RunWaiting waiting)
    : IRunActions
{
    public async Task<RunList> ListAsync(RunFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var (kind, state) = (RunDocuments.KindOf(filter.Kind), RunDocuments.StateOf(filter.State));
        var query = new RunQuery(kind, state, filter.Dataset, filter.From, filter.To);
        var size = Page.SizeOf(page.Most);
        var found = await runs.ListAsync(query, Cursor.Read<RunKey>(page.After), size + 1, cancellation);
        var (items, next) = Page.Of(found, size, run => run.Place);
        return new RunList([.. items.Select(RunDocuments.Summary)], next);
    }

    public async Task<RunDetails> ShowAsync(string id, CancellationToken cancellation) =>
        await DetailsAsync(
            await runs.FindAsync(id, cancellation)
                ?? throw RunErrors.Unknown(id, (await waiting.FindUnknownAsync(id, isAsked: false, cancellation))?.Why), cancellation);

    public IAsyncEnumerable<RunProgress> FollowAsync(string id, bool estimate, CancellationToken cancellation) =>
        follower.FollowAsync(id, estimate, cancellation);

    public async Task<T> ResultAsync<T>(string id, CancellationToken cancellation) =>
        Json.Read<T>((await FindSucceededAsync(id, cancellation)).Result!);

    public async Task<RunDetails> RequireSuccessAsync(string id, CancellationToken cancellation) =>
        await DetailsAsync(await FindSucceededAsync(id, cancellation), cancellation);

    public async Task<RunDetails> CancelAsync(string id, string? reason, CancellationToken cancellation)
    {
        var run = await FindAsync(id, cancellation);
        if (!await TryCancelAsync(run.Id, reason ?? $"The run {run.Id} was cancelled.", cancellation))
            throw RunErrors.Ended(await FindAsync(id, cancellation));

        return await ShowAsync(id, cancellation);
    }

    public Task<bool> TryCancelAsync(string id, string reason, CancellationToken cancellation) =>
        cancel.CancelAsync(id, reason, cancellation);

    public async Task<RunSummary?> FindDoneAsync<T>(T request, CancellationToken cancellation)
        where T : IRunMessage =>
        await runs.FindSucceededAsync(RunIds.KeyOf(request), cancellation) is { } run ? RunDocuments.Summary(run) : null;

    public Task<RunDeletion> PlanDeletionAsync(RunSelection selection, CancellationToken cancellation) =>
        deleter.PlanAsync(selection, cancellation);

    public Task<RunDeletion> DeleteAsync(RunSelection selection, CancellationToken cancellation) =>
        deleter.DeleteAsync(selection, cancellation);

    private async Task<Run> FindAsync(string id, CancellationToken cancellation) =>
        await runs.FindAsync(id, cancellation) ?? throw RunErrors.Unknown(id);

    private async Task<Run> FindSucceededAsync(string id, CancellationToken cancellation)
    {
        var run = await FindAsync(id, cancellation);
        return run.State switch
        {
            RunState.Succeeded => run,
            RunState.Running => throw RunErrors.Running(run),
            _ => throw RunDocuments.Failure(run),
        };
    }

    private async Task<RunDetails> DetailsAsync(Run run, CancellationToken cancellation)
    {
        var stages = await runs.StagesAsync(run.Id, cancellation);
        var slices = await RunSlices.ListAsync(run, stages, runs, attempts, cancellation);
        var awakenings = await wakes.ListAsync(run.Id, cancellation);
        return new RunDetails(
            RunDocuments.Summary(run), [.. stages.Select(RunDocuments.Stage)], slices,
            await outlook.RemainingAsync(run, stages, cancellation),
            awakenings.Count == 0 ? null : [.. awakenings.Select(wake => new RunAwakening(wake.Number, wake.At, wake.Why))],
            run.State == RunState.Running ? await waiting.FindAsync(run, stages, cancellation) : null,
            Value(run.Request), Value(run.Plan), Value(run.Result), RunDocuments.Error(run));
    }

    private static JsonElement? Value(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
}
