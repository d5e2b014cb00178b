using System.Text.Json;
using Presage.Contracts;
using Presage.Engine.Scenarios;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Records;
using Presage.Ingestion.Slices;
using Presage.Ingestion.Streaming;
using Presage.Storage;

namespace Presage.Ingestion.Readmission;

/// <summary>Reads quarantined rows of one file, or message, again and says of each what is still refused.</summary>
internal sealed class RowsAgain(
    IRuns runs, TableTexts tables, TableIntakes intakes, IMachines machines, ITelemetry telemetry)
{
    /// <summary>A longer row was cut when it was set aside.</summary>
    private const int LongestText = 1 << 16;

    /// <summary>Why each row, or a part of it, is still refused; null when nothing is. What is taken is durable.</summary>
    /// <param name="number">Of the file that the records count as in the run.</param>
    public async Task<(IReadOnlyList<RowAgain> Rows, MergeCounts Counts)> ReadAsync(
        Run run, int number, Scenario scenario, IReadOnlyList<QuarantineEntry> entries, CancellationToken cancellation)
    {
        if (await runs.FindAsync(entries[0].Run, cancellation) is not { Plan: not null } first)
            return entries[0].Run.StartsWith("reported-", StringComparison.Ordinal)
                ? await ReportedAsync(run, number, scenario, entries, cancellation)
                : (Unread(entries), default);

        var plan = RunTracker.PlanOf<IngestPlan>(first);
        var file = plan.Files.FirstOrDefault(file => file.Name == entries[0].Row.File && file.Kind.Name() == entries[0].Row.Source);
        if (file is null || !IsReadAlone(file, scenario))
            return (Unread(entries), default);

        var intake = await intakes.OfAsync(file, number, run.Dataset, scenario, run.StartedAt, cancellation);
        var read = entries.Select(entry => Read(file, intake, entry)).ToList();
        return (read, await intake.FlushAsync(cancellation));
    }

    /// <summary>Columns of 0 and 1 say of events where they rise, which a row without the one before it does not tell.</summary>
    private static bool IsReadAlone(PlannedFile file, Scenario scenario) =>
        RecordTable.Of(scenario).FirstOrDefault(table => table.Kind == file.Kind) is { Flags.Count: 0 };

    private RowAgain Read(PlannedFile file, ITableIntake intake, QuarantineEntry entry)
    {
        var row = entry.Row;
        if (row.Text.Length >= LongestText)
            return new(entry, row.Reason);

        using var rows = tables.Of(file, row.Text, row.Line);
        intake.Cells.Only = ColumnsOf(row);
        return rows.Take(intake, out var reason, out var cells) ? Outcome(entry, reason, cells) : new(entry, Refusals.FieldCount);
    }

    private async Task<(IReadOnlyList<RowAgain> Rows, MergeCounts Counts)> ReportedAsync(
        Run run, int number, Scenario scenario, IReadOnlyList<QuarantineEntry> entries, CancellationToken cancellation)
    {
        string[]? known = await machines.AreDescribedAsync(run.Dataset, cancellation)
            ? [.. (await machines.ListAsync(run.Dataset, cancellation)).Select(machine => machine.Id)]
            : null;
        var intake = new ReadingIntake(new IntakeTarget(run.Dataset, scenario, run.StartedAt, known, number), entries.Count);
        var read = entries.Select(entry => Read(intake, scenario, entry)).ToList();
        var (batches, counts) = intake.Take();
        return (read, batches.Count == 0
            ? counts
            : counts + await telemetry.MergeAsync(run.Dataset, scenario.BlockPeriod, batches, cancellation));
    }

    private static RowAgain Read(ReadingIntake intake, Scenario scenario, QuarantineEntry entry)
    {
        ReportedReading? reading;
        try
        {
            reading = JsonSerializer.Deserialize<ReportedReading>(entry.Row.Text, Json.Options);
        }
        catch (JsonException)
        {
            return new(entry, entry.Row.Reason);
        }

        intake.Cells.Only = ColumnsOf(entry.Row);
        var reason = ReportedReadings.Add(intake, scenario.Sensors, reading);
        return Outcome(entry, reason, intake.Cells.HasRefused ? intake.Cells.TakeReasons() : null);
    }

    /// <summary>Where only cells were refused, a cell that says now that there is no value is settled, too.</summary>
    private static RowAgain Outcome(QuarantineEntry entry, string? reason, string? cells) =>
        entry.Row.IsRestStored && reason == Refusals.NoValues ? new(entry, null)
        : new(entry, cells ?? reason, entry.Row.IsRestStored || reason is null);

    /// <summary>The columns whose cells were refused while the rest was stored; null for a row of which nothing was.</summary>
    private static HashSet<string>? ColumnsOf(QuarantinedRow row) => !row.IsRestStored ? null : row.Reason
        .Split(QuarantinedRow.Separator)
        .Where(reason => reason.Contains(": ", StringComparison.Ordinal))
        .Select(reason => reason[(reason.IndexOf(": ", StringComparison.Ordinal) + 2)..])
        .ToHashSet();

    private static IReadOnlyList<RowAgain> Unread(IReadOnlyList<QuarantineEntry> entries) =>
        [.. entries.Select(entry => new RowAgain(entry, entry.Row.Reason, entry.Row.IsRestStored))];
}

/// <param name="Reason">Why the row, or cells of it, are refused; null when all of it was taken.</param>
/// <param name="IsRestStored">Whether the rest of it is stored.</param>
internal sealed record RowAgain(QuarantineEntry Entry, string? Reason, bool IsRestStored = false);
