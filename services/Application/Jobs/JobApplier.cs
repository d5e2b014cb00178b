using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Jobs.Reading;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>Applies definitions: all of them are checked, with what they name, before any is stored.</summary>
internal sealed class JobApplier(IJobs jobs, ICalendars calendars, IConnections connections, JobCatalog catalog, TimeProvider clock)
{
    private const int MostTries = 30;

    /// <summary>Lines of a change that the journal tells; the versions have all.</summary>
    private const int MostLines = 6;

    public async Task<JobsApplied> ApplyAsync(
        IReadOnlyList<JobSource> sources, bool dryRun, string by, CancellationToken cancellation)
    {
        var documents = sources
            .SelectMany(source => JobFile.Read(source.Text, source.Place), (source, document) => (source.Place, Document: document))
            .ToList();
        if (documents.Count == 0)
            throw new PresageException(ErrorKind.Invalid, "no-definitions", "No job and no calendar is declared.", "Name files that do.");

        await CheckAsync(documents, cancellation);
        var applied = new List<AppliedDefinition>();
        foreach (var (_, document) in documents.OrderBy(each => each.Document.Calendar is null))
            applied.Add(document.Calendar is { } calendar
                ? await ApplyCalendarAsync(calendar.Name, document.Text, dryRun, by, cancellation)
                : await ApplyJobAsync(document.Job!, document.Text, dryRun, by, cancellation));

        return new JobsApplied(dryRun, applied);
    }

    private async Task CheckAsync(IReadOnlyList<(string Place, JobDocument Document)> documents, CancellationToken cancellation)
    {
        var named = documents.GroupBy(each => (each.Document.Calendar is null, each.Document.Name));
        foreach (var twice in named.Where(group => group.Count() > 1))
            throw new PresageException(
                ErrorKind.Conflict, "applied-twice",
                $"The {(twice.Key.Item1 ? "job" : "calendar")} '{twice.Key.Name}' is declared {twice.Count()} times: "
                + $"{string.Join(", ", twice.Select(each => each.Place))}.",
                "Keep one of them.");

        var stored = await StoredAsync(cancellation);
        var applied = documents.Select(each => each.Document.Job).OfType<JobDefinition>().ToList();
        foreach (var definition in applied)
            stored[definition.Name] = definition;

        string[] dates =
        [
            .. (await calendars.ListAsync(cancellation)).Select(calendar => calendar.Name),
            .. documents.Select(each => each.Document.Calendar?.Name).OfType<string>(),
        ];
        string[] destinations = [.. (await connections.ListAsync(cancellation)).Select(connection => connection.Name)];
        foreach (var job in applied)
        {
            JobReferences.Check(
                job.Name, "calendar", job.Schedule?.Exclude ?? [], dates, "Apply the calendar first, or together with the job.");
            JobReferences.Check(job.Name, "job", JobReferences.JobsOf(job), stored.Keys, "Apply it first, or together with this one.");
            JobReferences.Check(job.Name, "connection", JobReferences.ConnectionsOf(job), destinations, "Apply the connection first.");
        }

        JobReferences.CheckCycles(stored, applied.Select(job => job.Name));
    }

    private async Task<Dictionary<string, JobDefinition>> StoredAsync(CancellationToken cancellation)
    {
        var stored = new Dictionary<string, JobDefinition>();
        foreach (var job in await jobs.ListAsync(cancellation))
        {
            try
            {
                stored[job.Name] = catalog.DefinitionOf(job);
            }
            catch (PresageException)
            {
                // What this version cannot read may be replaced, and is told where jobs are shown.
            }
        }

        return stored;
    }

    private async Task<AppliedDefinition> ApplyCalendarAsync(
        string name, string text, bool dryRun, string by, CancellationToken cancellation)
    {
        var before = await calendars.FindAsync(name, cancellation);
        if (before is not null && Same(before.Definition, text))
            return new AppliedDefinition("calendar", name, "unchanged", null, []);
        if (!dryRun)
            await calendars.ApplyAsync(new NamedCalendar(name, text, Now, by), cancellation);

        return new AppliedDefinition(
            "calendar", name, before is null ? "created" : "changed", null,
            before is null ? LineDifference.OfNew(text) : LineDifference.Of(before.Definition, text));
    }

    private async Task<AppliedDefinition> ApplyJobAsync(
        JobDefinition definition, string text, bool dryRun, string by, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var before = await jobs.FindAsync(definition.Name, cancellation);
            if (before is not null && Same(before.Definition, text))
                return new AppliedDefinition("job", definition.Name, "unchanged", before.Version, []);

            var version = (before?.Version ?? 0) + 1;
            var difference = before is null ? LineDifference.OfNew(text) : LineDifference.Of(before.Definition, text);
            if (dryRun || await StoreAsync(before, definition, new(definition.Name, version, text, Now, by), difference, cancellation))
                return new AppliedDefinition("job", definition.Name, before is null ? "created" : "changed", version, difference);
        }

        throw JobErrors.Busy(definition.Name);
    }

    private async Task<bool> StoreAsync(
        Job? before, JobDefinition definition, JobVersion version, IReadOnlyList<string> difference, CancellationToken cancellation)
    {
        var state = before is null ? Applying.First(definition, version.At)
            : await NextAsync(before, definition, version.At, cancellation);
        var changes = difference.Where(line => line[0] is '+' or '-').ToList();
        var text = before is null ? $"Version {version.Number}, the first."
            : $"Version {version.Number}: {string.Join("; ", changes.Take(MostLines))}"
                + (changes.Count > MostLines ? $"; {changes.Count - MostLines} lines more" : "");
        var entry = JobEntries.Of(definition.Name, before?.Revision ?? 0, version.At, "applied", version.By, text);
        return await jobs.ApplyAsync(version, state, before?.Revision, entry, cancellation) is not null;
    }

    private async Task<JobState> NextAsync(Job before, JobDefinition definition, DateTime now, CancellationToken cancellation)
    {
        JobDefinition former;
        try
        {
            former = catalog.DefinitionOf(before);
        }
        catch (PresageException)
        {
            // What this version could not read has planned nothing that it knows of.
            former = definition with { Schedule = null, Triggers = [] };
        }

        return Applying.Next(
            before.State with { Pending = Kept(before.State.Pending, former, definition) }, former,
            await catalog.CalendarsOfAsync(former, cancellation), definition, now);
    }

    /// <summary>What is known of triggers goes by their numbers, and holds for those that stay what they are.</summary>
    private static IReadOnlyList<PendingTrigger> Kept(
        IReadOnlyList<PendingTrigger> pending, JobDefinition former, JobDefinition definition)
    {
        var same = definition.Triggers.Where(trigger => former.Triggers.Any(
            other => other.Number == trigger.Number && JobWords.Of(other) == JobWords.Of(trigger)));
        return [.. pending.Where(waiting => same.Any(trigger => trigger.Number == waiting.Trigger))];
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static bool Same(string before, string after) =>
        before.ReplaceLineEndings("\n").TrimEnd() == after.ReplaceLineEndings("\n").TrimEnd();
}
