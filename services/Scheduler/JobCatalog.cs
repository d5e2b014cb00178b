using System.Collections.Concurrent;
using Presage.Engine;
using Presage.Jobs.Definitions;
using Presage.Jobs.Reading;
using Presage.Jobs.Schedules;
using Presage.Storage;

namespace Presage.Scheduler;

/// <summary>Definitions of jobs and calendars; each text is read once.</summary>
internal sealed class JobCatalog(IJobs jobs, ICalendars calendars)
{
    private const int MostRemembered = 20_000;

    private readonly ConcurrentDictionary<string, JobDefinition> _definitions = [];
    private readonly ConcurrentDictionary<string, ExclusionCalendar> _calendars = [];

    /// <exception cref="PresageException">What is stored cannot be read, such as by a version of before it was applied.</exception>
    public JobDefinition Of(Job job) => Read(job.Name, job.Definition);

    /// <summary>The definition that a run of a job was begun with.</summary>
    /// <exception cref="PresageException"><c>unknown-job</c>; as <see cref="Of"/>.</exception>
    public async Task<JobDefinition> OfAsync(string job, int version, CancellationToken cancellation) =>
        await jobs.VersionAsync(job, version, cancellation) is { } found
            ? Read(job, found.Definition)
            : throw new PresageException(
                ErrorKind.NotFound, "unknown-job", $"There is no version {version} of a job '{job}'.", "Apply the job once more.");

    /// <summary>All jobs with triggers, and perhaps others, of which the definition can be read.</summary>
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

    private JobDefinition Read(string job, string text) =>
        Remembered(_definitions, text, yaml => JobReader.Read(yaml, $"job {job}"));

    /// <summary>Whoever decides about the job says what is wrong with it.</summary>
    private JobDefinition? TryRead(Job job)
    {
        try
        {
            return Of(job);
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
}
