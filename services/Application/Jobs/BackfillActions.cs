using System.Runtime.CompilerServices;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Jobs.Decisions;
using Presage.Storage;

namespace Presage.Application.Jobs;

internal sealed class BackfillActions(
    IBackfills backfills, IJobRuns jobRuns, BackfillPlanner planner, JobCatalog catalog, JobChanges changes, SchedulerWaits waits,
    TimeProvider clock)
    : IBackfillActions
{
    private const int MostTries = 30;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    public async Task<BackfillPlan> PlanAsync(BackfillRequest request, CancellationToken cancellation) =>
        (await planner.PlanAsync(request, cancellation)).Document;

    public async Task<BackfillDetails> StartAsync(BackfillRequest request, string hash, string by, CancellationToken cancellation)
    {
        CheckHash(hash);
        if (await backfills.FindAsync(request.Job, hash, cancellation) is { } begun)
            return await BegunAsync(begun, cancellation);

        var plan = await planner.PlanAsync(request, cancellation);
        if (plan.Document.Hash != hash)
            throw Changed(plan.Document, hash);
        if (plan.Intervals.Count == 0)
            throw new PresageException(
                ErrorKind.Conflict, "nothing-to-do", "The plan has no intervals.", "Select others, or take another range.");

        var backfill = await backfills.AddAsync(
            new Backfill(
                request.Job, hash, request.From, request.To, request.Select, request.Steps, plan.Document.Version, by, Now,
                BackfillState.Running, plan.Intervals, request.AtOnce),
            cancellation);
        return await BegunAsync(backfill, cancellation);
    }

    /// <summary>The journal has it once, also when the process ended before it was written.</summary>
    private async Task<BackfillDetails> BegunAsync(Backfill backfill, CancellationToken cancellation)
    {
        if (backfill.State == BackfillState.Running)
            await TellAsync(backfill, backfill.StartedAt, "backfilled", backfill.By, Words(backfill), cancellation);

        return await DetailsAsync(backfill, cancellation);
    }

    public async Task<BackfillDetails> ShowAsync(string job, string hash, CancellationToken cancellation) =>
        await DetailsAsync(await GetAsync(job, hash, cancellation), cancellation);

    public async IAsyncEnumerable<BackfillDetails> FollowAsync(
        string job, string hash, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var backfill = await GetAsync(job, hash, cancellation);
            yield return await DetailsAsync(backfill, cancellation);
            if (backfill.State != BackfillState.Running)
                yield break;

            await Task.Delay(BetweenLooks, cancellation);
        }
    }

    public Task<BackfillDetails> PauseAsync(string job, string hash, string by, CancellationToken cancellation) => ChangeAsync(
        job, hash, BackfillDecisions.Paused, "backfill-paused", by, cancellation);

    public Task<BackfillDetails> ResumeAsync(string job, string hash, string by, CancellationToken cancellation) => ChangeAsync(
        job, hash, BackfillDecisions.Resumed, "backfill-resumed", by, cancellation);

    public async Task<BackfillDetails> CancelAsync(string job, string hash, string by, CancellationToken cancellation)
    {
        await ChangeAsync(job, hash, backfill => BackfillDecisions.Cancelled(backfill, by, Now), "backfill-cancelled", by, cancellation);
        var cancelled = await GetAsync(job, hash, cancellation);
        foreach (var run in await InHandAsync(cancelled, cancellation))
            await EndAsync(run.Id, by, $"The backfill {hash} was cancelled.", cancellation);

        return await DetailsAsync(cancelled, cancellation);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task<BackfillDetails> ChangeAsync(
        string job, string hash, Func<Backfill, Backfill> change, string what, string by, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var backfill = await GetAsync(job, hash, cancellation);
            if (await backfills.CommitAsync(change(backfill), null, cancellation) is not { } changed)
                continue;

            var (at, done) = (Now, changed.Intervals.Count(interval => interval.State is not null));
            await TellAsync(
                changed, at, what, by, $"The backfill {hash}, of which {done} of {changed.Intervals.Count} intervals were done.",
                cancellation);
            return await DetailsAsync(changed, cancellation);
        }

        throw JobErrors.Busy(job);
    }

    /// <summary>In the job's journal.</summary>
    private Task<Job> TellAsync(Backfill backfill, DateTime at, string what, string by, string text, CancellationToken cancellation) =>
        changes.CommitAsync(
            backfill.Job,
            job => Task.FromResult<JobCommit?>(
                new JobCommit(job) { Entries = [JobEntries.Of(job.Name, backfill.Revision, at, what, by, text)] }),
            cancellation);

    private async Task<Backfill> GetAsync(string job, string hash, CancellationToken cancellation)
    {
        CheckHash(hash);
        await catalog.GetAsync(job, cancellation);
        if (await backfills.FindAsync(job, hash, cancellation) is { } backfill)
            return backfill;

        var known = (await backfills.ListAsync(job, cancellation)).Select(each => each.Id).ToList();
        throw new PresageException(
            ErrorKind.NotFound, "unknown-backfill", $"The job '{job}' has no backfill {hash}.",
            known.Count == 0 ? "None was ever started." : $"Use one of: {string.Join(", ", known.Take(10))}.");
    }

    private async Task<BackfillDetails> DetailsAsync(Backfill backfill, CancellationToken cancellation) => BackfillDocuments.Details(
        backfill, (await InHandAsync(backfill, cancellation)).ToDictionary(run => run.Id, run => run.State),
        backfill.State == BackfillState.Running ? await waits.WhyAsync(cancellation) : null);

    /// <summary>Job runs that the backfill does not know to have ended.</summary>
    private async Task<IReadOnlyList<JobRun>> InHandAsync(Backfill backfill, CancellationToken cancellation)
    {
        var found = new List<JobRun>();
        foreach (var interval in backfill.Intervals)
            if (interval is { Run: { } id, State: null } && await jobRuns.FindAsync(id, cancellation) is { } run)
                found.Add(run);

        return found;
    }

    private async Task EndAsync(string id, string by, string why, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MostTries; tries++)
            if (await jobRuns.FindAsync(id, cancellation) is not { EndedAt: null } run
                || await jobRuns.CommitAsync(Cancels.Of(run, by, why, Now), null, cancellation) is not null)
                return;

        throw JobErrors.Busy(id);
    }

    private static void CheckHash(string hash)
    {
        if (!BackfillHash.IsOne(hash))
            throw new PresageException(
                ErrorKind.Invalid, "bad-hash", $"'{hash}' is no hash of a plan.", "Give the one that the plan begins with.");
    }

    private static PresageException Changed(BackfillPlan plan, string hash) => new(
        ErrorKind.Conflict, "plan-changed",
        !BackfillHash.HasDefinitionOf(plan.Hash, hash)
            ? $"The plan {hash} is of another version of the job '{plan.Job}' than {plan.Version}, or of other steps; "
                + $"now it is {plan.Hash}."
            : plan.Intervals.Count == 0 ? $"The plan {hash} has changed: no interval of the job '{plan.Job}' is selected any more."
            : $"The plan {hash} has changed to {plan.Hash}: it has {Of(plan.Intervals.Count)} of the job '{plan.Job}' now, "
                + $"({plan.Intervals[0].From:yyyy-MM-ddTHH:mm}, {plan.Intervals[0].To:yyyy-MM-ddTHH:mm}] "
                + $"to ({plan.Intervals[^1].From:yyyy-MM-ddTHH:mm}, {plan.Intervals[^1].To:yyyy-MM-ddTHH:mm}].",
        "Look at the plan as it is now, and start that.");

    private static string Words(Backfill backfill) =>
        $"{Of(backfill.Intervals.Count)} of ({backfill.From:yyyy-MM-ddTHH:mm}, {backfill.To:yyyy-MM-ddTHH:mm}], {backfill.Select}, "
        + $"{(backfill.Steps is { } steps ? $"steps {string.Join(", ", steps)}" : "all steps")}, as {backfill.Id}.";

    private static string Of(int intervals) => intervals == 1 ? "1 interval" : $"{intervals:N0} intervals";
}
