using Presage.Application.Paging;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Application.Jobs;

internal sealed class JobActions(
    IJobs jobs, IJobRuns jobRuns, IBackfills backfills, JobCatalog catalog, JobApplier applier, JobInspector inspector, JobStarter starter,
    JobPausing pausing, JobHistoryTeller teller) : IJobActions
{
    public Task<JobsApplied> ApplyAsync(IReadOnlyList<JobSource> sources, bool dryRun, string by, CancellationToken cancellation) =>
        applier.ApplyAsync(sources, dryRun, by, cancellation);

    public async Task<JobList> ListAsync(JobFilter filter, PageRequest page, CancellationToken cancellation)
    {
        if (filter.State is { } state && !JobStates.All.Contains(state))
            throw new PresageException(
                ErrorKind.Invalid, "unknown-state", $"A job is never '{state}'.", $"Use one of: {string.Join(", ", JobStates.All)}.");

        var size = Page.SizeOf(page.Most);
        var after = Cursor.Read<string>(page.After);
        var found = new List<JobSummary>();
        foreach (var job in (await jobs.ListAsync(cancellation)).Where(job => string.CompareOrdinal(after, job.Name) < 0))
            if (await inspector.SummaryAsync(job, cancellation) is var summary && (filter.State is null || summary.State == filter.State))
                found.Add(summary);

        var part = Page.Of(found, size, job => job.Job);
        return new JobList(part.Items, part.Next);
    }

    public async Task<JobDetails> ShowAsync(string job, int next, CancellationToken cancellation) =>
        await inspector.ShowAsync(await catalog.GetAsync(job, cancellation), next, cancellation);

    public Task<JobRunDetails?> FindRunAsync(string id, CancellationToken cancellation) => starter.FindAsync(id, cancellation);

    public Task<JobRunDetails> ShowRunAsync(string id, CancellationToken cancellation) => starter.ShowAsync(id, cancellation);

    public Task<JobRunStarted> RunAsync(JobRunRequest request, string by, CancellationToken cancellation) =>
        starter.RunAsync(request, by, cancellation);

    public Task<IReadOnlyList<string>> PathsAsync(JobRunRequest request, CancellationToken cancellation) =>
        starter.PathsAsync(request, cancellation);

    public Task<IReadOnlyList<string>> PathsOfAsync(string id, CancellationToken cancellation) => starter.PathsOfAsync(id, cancellation);

    public IAsyncEnumerable<JobRunDetails> FollowAsync(string id, CancellationToken cancellation) => starter.FollowAsync(id, cancellation);

    public async Task<JobHistory> HistoryAsync(string job, JobHistoryFilter filter, CancellationToken cancellation) =>
        await teller.TellAsync(await catalog.GetAsync(job, cancellation), filter, cancellation);

    public Task<JobsPaused> PauseAsync(
        IReadOnlyList<string> names, string reason, DateTime? until, string by, CancellationToken cancellation) =>
        pausing.PauseAsync(names, reason, until, by, cancellation);

    public Task<JobResumed> ResumeAsync(JobResumption resumption, string by, CancellationToken cancellation) =>
        pausing.ResumeAsync(resumption, by, cancellation);

    public Task<JobRunDetails> CancelAsync(string id, string by, CancellationToken cancellation) =>
        starter.CancelAsync(id, by, cancellation);

    public Task<JobRunStarted> RepairAsync(string id, bool current, string by, CancellationToken cancellation) =>
        starter.RepairAsync(id, current, by, cancellation);

    public async Task<JobDeletion> PlanDeletionAsync(string job, CancellationToken cancellation)
    {
        // A deletion that was interrupted leaves versions of a job that nobody sees any more.
        var versions = await jobs.VersionsAsync(job, cancellation);
        if (versions.Count == 0)
            await catalog.GetAsync(job, cancellation);
        if (await jobRuns.ActiveAsync(job, cancellation) is [var running, ..])
            throw new PresageException(
                ErrorKind.Conflict, "job-running", $"The run {running.Id} of the job '{job}' has not ended.",
                "Wait until it has, or cancel it first.")
            {
                Run = running.Id,
            };

        return new JobDeletion(
            job, versions.Count,
            (await jobs.OccurrencesAsync(job, null, null, null, int.MaxValue, cancellation)).Count,
            await inspector.CountRunsAsync(job, cancellation), (await backfills.ListAsync(job, cancellation)).Count);
    }

    public async Task<JobDeletion> DeleteAsync(string job, CancellationToken cancellation)
    {
        var plan = await PlanDeletionAsync(job, cancellation);
        await jobs.DeleteAsync(job, cancellation);
        return plan;
    }
}
