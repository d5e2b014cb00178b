using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Logging;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting.Life;
using Presage.Hosting.Messaging;
using Presage.Hosting.Observability;
using Presage.Hosting.Stores;
using Presage.Jobs.Definitions;
using Presage.Jobs.Reading;
using Presage.Jobs.Schedules;
using Presage.Storage;

namespace Presage.Monitoring.Overdue;

/// <summary>
/// Finds intervals that have no succeeded run in time, from the jobs' definitions: also when no scheduler runs, which is what most needs to
/// be told. Each is told once; of several processes that look one does, and one that is killed in between tells it again under the same id.
/// </summary>
internal sealed class OverdueJobs(
    IJobs jobs, IJobRuns runs, ICalendars calendars, ILeases leases, IBus bus, OverdueOptions options, StoreTime time,
    PresageMetrics metrics, ILogger<OverdueJobs> log)
{
    public const string LeaseName = "overdue";

    /// <summary>More that have come due at once are told at the next look.</summary>
    private const int MostAtOnce = 1_000;

    private const int EntriesRead = 1_000;

    private readonly ConcurrentDictionary<string, JobDefinition?> _definitions = new();

    /// <summary>By job, up to which due time everything is told.</summary>
    private readonly ConcurrentDictionary<string, DateTime> _lookedTo = new();

    public async Task SweepAsync(CancellationToken cancellation)
    {
        if (await leases.TakeAsync(LeaseName, ProcessLife.Worker, 3 * options.Interval, cancellation) is null)
            return;

        var known = await CalendarsAsync(cancellation);
        foreach (var job in await jobs.ListAsync(cancellation))
            await LookAtAsync(job, known, cancellation);
    }

    private async Task LookAtAsync(Job job, Dictionary<string, ExclusionCalendar> known, CancellationToken cancellation)
    {
        if (DefinitionOf(job.Name, job.Definition)?.Schedule?.ExpectWithin is null)
            return;

        var now = await time.NowAsync(cancellation);
        var after = _lookedTo.GetValueOrDefault(job.Name, now - options.LookBack);
        var expected = ExpectedTimes.Of(
                await VersionsAsync(job, cancellation),
                schedule => [.. schedule.Exclude.Select(name => known.GetValueOrDefault(name)).OfType<ExclusionCalendar>()], after, now)
            .Take(MostAtOnce).ToList();
        if (expected.Count > 0)
            await TellAsync(job, expected, cancellation);

        _lookedTo[job.Name] = expected.Count == MostAtOnce ? expected[^1].Due : now;
    }

    private async Task TellAsync(Job job, List<ExpectedTime> expected, CancellationToken cancellation)
    {
        var (from, to) = (expected.Min(time => time.Nominal).AddTicks(-1), expected.Max(time => time.Nominal));
        var told = await jobs.OverdueAsync(job.Name, from, to, cancellation);
        var rows = (await jobs.OccurrencesAsync(job.Name, from, to, null, int.MaxValue, cancellation)).ToDictionary(row => row.Nominal);
        var pauses = new PausePeriods(await jobs.EntriesAsync(job.Name, EntriesRead, cancellation), job.State.Paused);
        foreach (var time in expected.Where(time => !told.ContainsKey(time.Nominal) && !pauses.Contains(time.Nominal)))
        {
            var row = rows.GetValueOrDefault(time.Nominal);
            if (row is null && IsOver(job))
                continue;

            var run = row?.Run is { } id ? await runs.FindAsync(id, cancellation) : null;
            if (OverdueReason.Of(time, row, run) is { } reason)
                await TellAsync(new RunOverdue(job.Name, time.Nominal, row?.From, row?.To, time.Due, reason), cancellation);
        }
    }

    /// <summary>First told and then marked: whoever is killed in between has it told again, under the same id.</summary>
    private async Task TellAsync(RunOverdue overdue, CancellationToken cancellation)
    {
        var id = MessageIds.Of(overdue.Job, nameof(RunOverdue), $"{overdue.Nominal:O}");
        await PublishTimeout.LimitAsync(
            limited => bus.Publish(overdue, publish => publish.MessageId = id, limited), cancellation);
        if (!await jobs.MarkOverdueAsync(overdue.Job, overdue.Nominal, await time.NowAsync(cancellation), cancellation))
            return;

        metrics.Overdue(overdue.Job);
        Log.Overdue(log, overdue.Job, overdue.Nominal, overdue.Due, overdue.Reason);
    }

    /// <summary>Whether the schedule has started as many runs as it may.</summary>
    private bool IsOver(Job job) =>
        DefinitionOf(job.Name, job.Definition)!.Schedule!.MostRuns is { } most && job.State.Started >= most;

    private async Task<IReadOnlyList<VersionPeriod>> VersionsAsync(Job job, CancellationToken cancellation)
    {
        var versions = (await jobs.VersionsAsync(job.Name, cancellation)).OrderBy(version => version.Number).ToList();
        var periods = new List<VersionPeriod>();
        foreach (var (index, version) in versions.Index())
        {
            var end = index + 1 < versions.Count ? versions[index + 1].At : DateTime.MaxValue;
            if (DefinitionOf(job.Name, version.Definition) is { } definition)
                periods.Add(new VersionPeriod(definition, version.At, end, index == 0));
        }

        return periods;
    }

    private async Task<Dictionary<string, ExclusionCalendar>> CalendarsAsync(CancellationToken cancellation)
    {
        var read = new Dictionary<string, ExclusionCalendar>();
        foreach (var calendar in await calendars.ListAsync(cancellation))
            read[calendar.Name] = CalendarReader.Read(calendar.Definition, $"calendar {calendar.Name}");

        return read;
    }

    /// <summary>Null for one that this version cannot read, which is told once.</summary>
    private JobDefinition? DefinitionOf(string job, string yaml) => _definitions.GetOrAdd(yaml, _ =>
    {
        try
        {
            return JobReader.Read(yaml, $"job {job}");
        }
        catch (PresageException exception)
        {
            Log.JobUnreadable(log, job, exception.Message);
            return null;
        }
    });
}
