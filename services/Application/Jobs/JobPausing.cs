using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>Has jobs start nothing for a while, and go on.</summary>
internal sealed class JobPausing(JobCatalog catalog, JobInspector inspector, JobChanges changes, TimeProvider clock)
{
    public async Task<JobsPaused> PauseAsync(
        IReadOnlyList<string> names, string reason, DateTime? until, string by, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new PresageException(
                ErrorKind.Invalid, "no-reason", "It is not said why the jobs are paused.", "Say it, for whoever wonders later.");

        var distinct = names.Distinct().ToList();
        foreach (var name in distinct)
            Pauses.Pause(await catalog.GetAsync(name, cancellation), by, Bare(reason), until, Now);
        foreach (var name in distinct)
            await changes.CommitAsync(
                name, job => Task.FromResult<JobCommit?>(Pauses.Pause(job, by, Bare(reason), until, Now)), cancellation);

        var paused = new List<JobSummary>();
        foreach (var name in distinct)
            paused.Add(await inspector.SummaryAsync(await catalog.GetAsync(name, cancellation), cancellation));
        return new JobsPaused(paused);
    }

    public async Task<JobResumed> ResumeAsync(JobResumption resumption, string by, CancellationToken cancellation)
    {
        var catchUp = JobRunDocuments.Value<CatchUpMode>(resumption.CatchUp, "unknown-catch-up", "what can become of skipped intervals");
        JobPause? pause = null;
        IReadOnlyList<Occurrence> skipped = [];
        IReadOnlyList<Occurrence> back = [];
        await changes.CommitAsync(
            resumption.Job,
            async job =>
            {
                skipped = await catalog.SkippedByPauseAsync(job, cancellation);
                var commit = Pauses.Resume(job, skipped, catchUp, by, Now);
                (pause, back) = (job.State.Paused, commit.Occurrences);
                return commit;
            },
            cancellation);
        var caught = back.Select(row => row.Nominal).ToHashSet();
        return new JobResumed(
            resumption.Job, pause!.Since, [.. caught.Order()],
            [.. skipped.Select(row => row.Nominal).Where(nominal => !caught.Contains(nominal)).Order()]);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static string Bare(string reason) => reason.Trim().TrimEnd('.');
}
