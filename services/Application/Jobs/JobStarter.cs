using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>Has jobs run because somebody wants it, and ends and repairs what runs.</summary>
internal sealed partial class JobStarter(
    IJobs jobs, IJobRuns jobRuns, JobCatalog catalog, JobChanges changes, SchedulerWaits waits, TimeProvider clock)
{
    private const int MostTries = 30;

    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);

    public async Task<JobRunStarted> RunAsync(JobRunRequest request, string by, CancellationToken cancellation)
    {
        if (request.Token is { } given && !Token().IsMatch(given))
            throw new PresageException(
                ErrorKind.Invalid, "bad-token", $"'{given}' is not a token.",
                "Use 1 to 60 lower-case letters, digits and hyphens, beginning with a letter or digit.");

        var token = request.Token ?? string.Create(
            CultureInfo.InvariantCulture, $"{Now:yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetHexString(4, true)}");
        var id = JobRunIds.Asked(request.Job, token);
        if (request.Token is not null && await jobRuns.FindAsync(id, cancellation) is { } asked && asked.Job == request.Job)
            return await StartedAsync(asked, takenUp: true, cancellation);

        await changes.CommitAsync(
            request.Job,
            job =>
            {
                var (definition, now) = (catalog.DefinitionOf(job), Now);
                var (from, to) = IntervalOf(request, job, definition, now);
                var why = $"{by} has asked for it{ValuesOf(request.Set)}.";
                var run = NewJobRun.Of(definition, job.Version, id, NewJobRun.Person, why, null, from, to, request.Set, now);
                return Task.FromResult<JobCommit?>(new JobCommit(job) { Runs = [run] });
            },
            cancellation);
        return await StartedAsync(await GetAsync(id, cancellation), takenUp: false, cancellation);
    }

    public async Task<JobRunDetails?> FindAsync(string id, CancellationToken cancellation) =>
        await jobRuns.FindAsync(id, cancellation) is { } run ? await DetailsAsync(run, cancellation) : null;

    public async Task<JobRunDetails> ShowAsync(string id, CancellationToken cancellation) =>
        await DetailsAsync(await GetAsync(id, cancellation), cancellation);

    public async IAsyncEnumerable<JobRunDetails> FollowAsync(string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var look = ShortestLook; ; look = look * 1.5 < LongestLook ? look * 1.5 : LongestLook)
        {
            var run = await GetAsync(id, cancellation);
            yield return await DetailsAsync(run, cancellation);
            if (run.EndedAt is not null)
                yield break;

            await Task.Delay(look, cancellation);
        }
    }

    public Task<JobRunDetails> CancelAsync(string id, string by, CancellationToken cancellation) => ChangeAsync(
        id,
        run => Cancels.Of(run, by, "it is not wanted any more.", Now), "cancelled", by, $"The run {id}.", cancellation);

    public async Task<JobRunStarted> RepairAsync(string id, bool current, string by, CancellationToken cancellation)
    {
        var first = await GetAsync(id, cancellation);
        var definition = await catalog.DefinitionOfAsync(first, cancellation);
        var job = await catalog.GetAsync(first.Job, cancellation);
        var with = current ? "with the definition, model and records of now" : "with what it was first done with";
        await ChangeAsync(
            id,
            run => current
                ? Repairs.Current(run, definition, catalog.DefinitionOf(job), job.Version, Now)
                : Repairs.Of(run, definition, Now),
            "repaired", by, $"The run {id}, {with}. It had {FateOf(first)}", cancellation);
        return await StartedAsync(await GetAsync(id, cancellation), takenUp: false, cancellation);
    }

    public async Task<IReadOnlyList<string>> PathsAsync(JobRunRequest request, CancellationToken cancellation)
    {
        var definition = catalog.DefinitionOf(await catalog.GetAsync(request.Job, cancellation));
        return ReadPaths.Of(definition, ParameterValues.Resolve(definition, request.Set), request.From, request.To);
    }

    public async Task<IReadOnlyList<string>> PathsOfAsync(string id, CancellationToken cancellation)
    {
        var run = await GetAsync(id, cancellation);
        return ReadPaths.Of(await catalog.DefinitionOfAsync(run, cancellation), run.Parameters, run.From, run.To);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>One without a beginning is since what was planned last, which it leaves as it is.</summary>
    private static (DateTime From, DateTime To) IntervalOf(JobRunRequest request, Job job, JobDefinition definition, DateTime now)
    {
        var to = request.To ?? now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        var planned = job.State.PlannedTo is { } end && end < to ? end : (DateTime?)null;
        return (request.From ?? planned ?? FirstInterval.From(definition.Schedule, to), to);
    }

    private async Task<JobRunDetails> ChangeAsync(
        string id, Func<JobRun, JobRun> change, string what, string by, string text, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var run = await GetAsync(id, cancellation);
            if (await jobRuns.CommitAsync(change(run), null, cancellation) is not { } changed)
                continue;

            var at = Now;
            await changes.CommitAsync(
                run.Job,
                job => Task.FromResult<JobCommit?>(
                    new JobCommit(job) { Entries = [JobEntries.Of(job.Name, job.Revision, at, what, by, text)] }),
                cancellation);
            return await DetailsAsync(changed, cancellation);
        }

        throw JobErrors.Busy(id);
    }

    private async Task<JobRunStarted> StartedAsync(JobRun run, bool takenUp, CancellationToken cancellation) => new(
        await DetailsAsync(run, cancellation), takenUp, run.EndedAt is null ? await waits.WhyAsync(cancellation) : null);

    private async Task<JobRun> GetAsync(string id, CancellationToken cancellation) =>
        await jobRuns.FindAsync(id, cancellation) ?? throw new PresageException(
            ErrorKind.NotFound, "unknown-job-run", $"There is no job run '{id}'.",
            (await jobs.ListAsync(cancellation)).Any(job => job.Name == id)
                ? "That is the name of a job: its history tells the ids of its runs."
                : "A job's history tells the ids of its runs.");

    private async Task<JobRunDetails> DetailsAsync(JobRun run, CancellationToken cancellation)
    {
        JobDefinition? definition = null;
        try
        {
            definition = await catalog.DefinitionOfAsync(run, cancellation);
        }
        catch (PresageException)
        {
            // What a run did is shown also where this version cannot read what it was made from.
        }

        return JobRunDocuments.Details(run, definition, Now);
    }

    /// <summary>The run itself does not tell it any more once its steps are done again.</summary>
    private static string FateOf(JobRun run) => JobRunDocuments.FailureOf(run) is { } failure
        ? $"failed: {failure.TrimEnd('.')}." : $"been {JobRunDocuments.Name(run.State)}.";

    private static string ValuesOf(IReadOnlyDictionary<string, string> set) =>
        set.Count == 0 ? "" : $" with {string.Join(", ", set.Select(value => $"{value.Key} {value.Value}"))}";

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,59}\z")]
    private static partial Regex Token();
}
