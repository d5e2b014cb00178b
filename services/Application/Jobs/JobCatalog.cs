using System.Collections.Concurrent;
using Presage.Engine;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Jobs.Reading;
using Presage.Jobs.Schedules;
using Presage.Scenarios;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>Jobs with their definitions and calendars; each text is read once.</summary>
public sealed class JobCatalog(IJobs jobs, ICalendars calendars)
{
    private const int MostRemembered = 20_000;

    private readonly ConcurrentDictionary<string, JobDefinition> _definitions = [];
    private readonly ConcurrentDictionary<string, ExclusionCalendar> _calendars = [];

    /// <exception cref="PresageException"><c>unknown-job</c>.</exception>
    public async Task<Job> GetAsync(string name, CancellationToken cancellation) =>
        await jobs.FindAsync(name, cancellation) ?? throw await UnknownAsync(name, cancellation);

    /// <exception cref="PresageException"><c>bad-job</c>: what is stored cannot be read by this version.</exception>
    public JobDefinition DefinitionOf(Job job) => DefinitionOf(job.Name, job.Definition);

    /// <summary>The definition that a run was made from.</summary>
    /// <exception cref="PresageException"><c>unknown-job</c>; as <see cref="DefinitionOf(Job)"/>.</exception>
    public Task<JobDefinition> DefinitionOfAsync(JobRun run, CancellationToken cancellation) =>
        DefinitionOfAsync(run.Job, run.Version, cancellation);

    /// <summary>The definition that a version of a job had.</summary>
    /// <inheritdoc cref="DefinitionOfAsync(JobRun, CancellationToken)" path="/exception"/>
    public async Task<JobDefinition> DefinitionOfAsync(string job, int version, CancellationToken cancellation) =>
        await jobs.VersionAsync(job, version, cancellation) is { } found
            ? DefinitionOf(job, found.Definition)
            : throw new PresageException(
                ErrorKind.NotFound, "unknown-job", $"There is no version {version} of a job '{job}'.", "Apply the job once more.");

    public JobDefinition DefinitionOf(string name, string yaml) =>
        Remembered(_definitions, yaml, text => JobReader.Read(text, $"job {name}"));

    /// <summary>
    /// All jobs with triggers, and perhaps others; those whose definition cannot be read are left out, since whoever decides about them
    /// says so.
    /// </summary>
    public async Task<IReadOnlyList<(Job Job, JobDefinition Definition)>> TriggeredAsync(CancellationToken cancellation)
    {
        var readable = new List<(Job, JobDefinition)>();
        foreach (var job in await jobs.TriggeredAsync(cancellation))
            if (TryRead(job) is { } definition)
                readable.Add((job, definition));

        return readable;
    }

    /// <summary>The calendars that a schedule excludes.</summary>
    /// <exception cref="PresageException"><c>unknown-calendar</c>.</exception>
    public async Task<IReadOnlyList<ExclusionCalendar>> CalendarsOfAsync(JobDefinition definition, CancellationToken cancellation)
    {
        var found = new List<ExclusionCalendar>();
        foreach (var name in definition.Schedule?.Exclude ?? [])
        {
            var calendar = await calendars.FindAsync(name, cancellation) ?? throw new PresageException(
                ErrorKind.NotFound, "unknown-calendar",
                $"The schedule of the job {definition.Name} excludes '{name}', which is no calendar.",
                "Apply the calendar, or take it out of the job's definition.");
            found.Add(Remembered(_calendars, calendar.Definition, text => CalendarReader.Read(text, $"calendar {name}")));
        }

        return found;
    }

    /// <summary>Rows of the ledger that the present pause has skipped, the earliest first.</summary>
    public async Task<IReadOnlyList<Occurrence>> SkippedByPauseAsync(Job job, CancellationToken cancellation) =>
        job.State.Paused is not { } pause ? []
        : Pauses.Skipped(
            pause,
            await jobs.OccurrencesAsync(
                job.Name, Pauses.From(pause, DefinitionOf(job)), null, OccurrenceOutcome.Skipped, int.MaxValue, cancellation));

    private JobDefinition? TryRead(Job job)
    {
        try
        {
            return DefinitionOf(job);
        }
        catch (PresageException)
        {
            return null;
        }
    }

    private static T Remembered<T>(ConcurrentDictionary<string, T> known, string text, Func<string, T> read)
    {
        if (known.Count >= MostRemembered)
            known.Clear();

        return known.GetOrAdd(text, read);
    }

    private async Task<PresageException> UnknownAsync(string name, CancellationToken cancellation)
    {
        var names = (await jobs.ListAsync(cancellation)).Select(job => job.Name).ToList();
        return new PresageException(
            ErrorKind.NotFound, "unknown-job", $"There is no job '{name}'.",
            names.Count == 0 ? "Apply one first."
            : Nearest.To(name, names) is { } near ? $"Did you mean '{near}'?"
            : $"Use one of: {string.Join(", ", names)}.");
    }
}
