using System.Collections.Concurrent;
using Presage.Engine;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Jobs.Reading;
using Presage.Jobs.Schedules;
using Presage.Scenarios;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>Jobs with their definitions; a definition is read once.</summary>
internal sealed class JobCatalog(IJobs jobs, ICalendars calendars)
{
    private readonly ConcurrentDictionary<string, JobDefinition> _definitions = new();

    /// <exception cref="PresageException"><c>unknown-job</c>.</exception>
    public async Task<Job> GetAsync(string name, CancellationToken cancellation) =>
        await jobs.FindAsync(name, cancellation) ?? throw await UnknownAsync(name, cancellation);

    /// <exception cref="PresageException"><c>bad-job</c>: what is stored cannot be read by this version.</exception>
    public JobDefinition DefinitionOf(Job job) => DefinitionOf(job.Name, job.Definition);

    /// <summary>The definition that a run was made from.</summary>
    /// <inheritdoc cref="DefinitionOf(Job)" path="/exception"/>
    public async Task<JobDefinition> DefinitionOfAsync(JobRun run, CancellationToken cancellation) =>
        await jobs.VersionAsync(run.Job, run.Version, cancellation) is { } version
            ? DefinitionOf(run.Job, version.Definition)
            : DefinitionOf(await GetAsync(run.Job, cancellation));

    public JobDefinition DefinitionOf(string name, string yaml) =>
        _definitions.GetOrAdd(yaml, text => JobReader.Read(text, $"job {name}"));

    /// <summary>The calendars that a schedule excludes, so far as they are there.</summary>
    public async Task<IReadOnlyList<ExclusionCalendar>> CalendarsOfAsync(JobDefinition definition, CancellationToken cancellation)
    {
        var found = new List<ExclusionCalendar>();
        foreach (var name in definition.Schedule?.Exclude ?? [])
            if (await calendars.FindAsync(name, cancellation) is { } calendar)
                found.Add(CalendarReader.Read(calendar.Definition, name));

        return found;
    }

    /// <summary>Rows of the ledger that the present pause has skipped, the earliest first.</summary>
    public async Task<IReadOnlyList<Occurrence>> SkippedByPauseAsync(Job job, CancellationToken cancellation) =>
        job.State.Paused is not { } pause ? []
        : Pauses.Skipped(
            pause,
            await jobs.OccurrencesAsync(
                job.Name, Pauses.From(pause, DefinitionOf(job)), null, OccurrenceOutcome.Skipped, int.MaxValue, cancellation));

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
