using Microsoft.Extensions.Logging;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Ingestion.Csv;
using Presage.Ingestion.Records;
using Presage.Sources;
using Presage.Sources.Text;

namespace Presage.Ingestion.Planning;

/// <summary>
/// Recognises the files of a request and cuts them into slices. Opens each once, and reads no byte of it twice: at a remote source that
/// would cost. Writes nothing.
/// </summary>
internal sealed class FilePlanner(ObjectFinder finder, SourceTexts texts, IngestionOptions options, ILogger<FilePlanner> log)
{
    private const int ShownColumns = 20;
    private const int ShownFiles = 5;

    /// <exception cref="PresageException">A file is missing, or there is none that is what it should be.</exception>
    /// <param name="opened">Hears how many files of how many have been opened.</param>
    public async Task<IngestPlan> PlanAsync(
        IReadOnlyList<string?> addresses, Scenario scenario, Action<int, int> opened, CancellationToken cancellation)
    {
        var tables = RecordTable.Of(scenario);
        var notices = new List<Notice>();
        var planned = new List<PlannedFile>();
        var (objects, others) = await finder.FindAsync(addresses, cancellation);
        var refused = new UnreadableFiles();
        foreach (var other in others)
            if (other.Why is not null && KindOf(other.Name, other.Path, tables, scenario) is { } table)
                refused.Add(other.Name, table.Kind, other.Why);

        foreach (var (number, found) in objects.Index())
        {
            opened(number, objects.Count);
            try
            {
                var files = await PlanAsync(found, tables, scenario, notices, cancellation);
                planned.AddRange(files);
                if (files.Count == 0)
                    notices.Add(new Notice(
                        "file-not-read", $"{found.Name} was not read: neither its name nor its columns say what it is."));
            }
            catch (PresageException why) when (UnreadableFiles.IsOfFile(why))
            {
                refused.Add(found.Name, KindOf(found.Name, found.Path, tables, scenario)?.Kind, why);
            }
        }

        refused.RequireOthers(planned);
        if (planned.Count == 0)
            throw NoFiles(addresses, tables, [.. notices.Select(notice => notice.Message)], others);

        notices.AddRange(PassedOverFiles.Notices([.. others.Where(
            other => other.Why is null || KindOf(other.Name, other.Path, tables, scenario) is null)]));

        var ordered = planned.OrderBy(file => file.Kind).ThenBy(file => file.Address, StringComparer.Ordinal);
        return new IngestPlan(
            FileNames.Shortened([.. ordered]), [.. PlanNotices.Shortened(notices), .. PlanNotices.Of(planned, scenario)], IsNumbered: true,
            Refused: refused.Files);
    }

    /// <summary>None for a file of a folder that is nothing we know; more than one for a table that has records of several kinds.</summary>
    private async Task<IReadOnlyList<PlannedFile>> PlanAsync(
        SourceObject found, IReadOnlyList<RecordTable> all, Scenario scenario, List<Notice> notices, CancellationToken cancellation)
    {
        var prefixes = scenario.RecordKinds.Prefixes;
        RecordTable[] tables = [.. all.Where(table => !table.IsBeside)];
        var named = TableRecognition.ByName(found.Name, tables, prefixes);
        var folder = TableRecognition.ByFolder(found.Path, tables, prefixes);
        using var opened = await OpenAsync(found, found.IsNamed || (named ?? folder) is not null, tables, cancellation);
        if (opened is null)
            return [];

        if ((named ?? TableRecognition.ByHeader(opened.Head.Columns, tables) ?? folder) is { } table)
            return Plan(found, opened, [table, .. BesidesOf(table, opened, all)], notices, cancellation);

        var unrecognised = Unrecognised(found.Address, tables);
        if (found.IsNamed)
            throw unrecognised;

        Log.SourceRefused(log, found.Address, unrecognised.Message);
        return [];
    }

    /// <summary>The tables whose columns stand in a file of the telemetry.</summary>
    private static IEnumerable<RecordTable> BesidesOf(RecordTable table, OpenedTable opened, IReadOnlyList<RecordTable> all) =>
        table.Kind == RecordKind.Telemetry ? all.Where(other => other.IsBeside && HeaderMap.Fits(other, opened.Head.Columns)) : [];

    private static RecordTable? KindOf(string name, string path, IReadOnlyList<RecordTable> tables, Scenario scenario) =>
        TableRecognition.ByName(name, tables, scenario.RecordKinds.Prefixes)
        ?? TableRecognition.ByFolder(path, tables, scenario.RecordKinds.Prefixes);

    /// <summary>Null when it is no table of text; that is no fault of a file that merely lies in the folder.</summary>
    private async Task<OpenedTable?> OpenAsync(
        SourceObject found, bool isAsked, IReadOnlyList<RecordTable> tables, CancellationToken cancellation)
    {
        try
        {
            return OpenedTable.Of(await texts.OpenAsync(found, cancellation), found.Address, new KnownColumns(tables));
        }
        catch (PresageException refused) when (!isAsked)
        {
            Log.SourceRefused(log, found.Address, refused.Message);
            return null;
        }
    }

    private PlannedFile[] Plan(
        SourceObject found, OpenedTable opened, IReadOnlyList<RecordTable> tables, List<Notice> notices, CancellationToken cancellation)
    {
        var (text, head) = opened;
        var address = found.Address;
        JudgedTable[] judged = [.. tables.Select(table => JudgedTable.Of(text, head, table, address))];
        var look = judged.Where(table => table.IsOpen).Select(table => (Action<CsvReader>)table.Look).ToList() is { Count: > 0 } open
            ? row => open.ForEach(table => table(row))
            : (Action<CsvReader>?)null;
        var ranges = FileCutter.Cut(
            text, judged[0].Head, options.SliceBytes, TextLimits.Of(options, address), cancellation, look);
        PlannedFile[] planned = [.. judged.Select(table => PlannedOf(found, text, table, ranges))];
        Tell(found, judged, ranges, notices);
        return planned;
    }

    private static PlannedFile PlannedOf(SourceObject found, ObjectText text, JudgedTable judged, IReadOnlyList<FileRange> ranges)
    {
        var (address, bytes, modified, mark) = found.Fingerprint;
        var head = judged.Head;

        // What a flag was in the row before can only be known where all rows are read in their order.
        var isOneRange = judged.Table.Flags.Count > 0 && ranges.Count > 0;
        return new PlannedFile(
            judged.Table.Kind, address, found.Name, bytes, modified, text.IsGzip, head.Format, judged.Fields, judged.Columns.Positions,
            isOneRange ? [new FileRange(head.DataOffset, -1, head.DataLine)] : ranges, mark, text.Form.Coding)
        {
            Layout = judged.Layout() with { Machine = MachineOfFile.Of(found, judged.Table, judged.Columns) },
        };
    }

    private static void Tell(
        SourceObject found, JudgedTable[] judged, IReadOnlyList<FileRange> ranges, List<Notice> notices)
    {
        var ignored = judged.Select(table => table.Columns.Ignored).Aggregate((left, right) => [.. left.Intersect(right)]);
        if (ignored.Count > 0)
            notices.Add(new Notice(
                "columns-ignored",
                $"{found.Name}: columns without a use were ignored: {string.Join(", ", ignored.Take(ShownColumns))}."));

        if (judged[0].Columns.Absent is { Count: > 0 } absent)
            notices.Add(new Notice(
                "columns-absent",
                $"{found.Name} lacks columns of {judged[0].Table.Kind.Name()}: {string.Join(", ", absent.Take(ShownColumns))}. They "
                + $"have no values in its rows.{Meant(absent, judged[0].Columns.Ignored)}"));

        if (judged[0].Units is { } units)
            notices.Add(new Notice("units-line", $"{found.Name}: the line under the header, '{units}', was taken for units."));

        if (judged[0].Guess is { } date)
            notices.Add(new Notice(
                "month-first",
                $"{found.Name}: times such as {date} were read with the month first, since they have AM and PM and no day above 12. "
                + "If the day is first, write time: { format: day-first } with their column into the scenario."));

        if (ranges.Count == 0)
            notices.Add(new Notice("file-without-rows", $"{found.Name} has column names but no rows."));
    }

    private static PresageException Unrecognised(string address, IReadOnlyList<RecordTable> tables) => new(
        ErrorKind.Invalid, "unrecognised-file",
        $"Neither the name nor the columns of the file '{address}' say which records it has.",
        $"Name it after what it holds, beginning with {string.Join(", ", tables.Select(table => table.File))}.");

    private static PresageException NoFiles(
        IReadOnlyList<string?> addresses, IReadOnlyList<RecordTable> tables, IReadOnlyList<string> unread, IReadOnlyList<PassedOver> others)
    {
        string[] lies = [.. unread.Take(ShownFiles), .. others.Count == 0 ? [] : new[] { $"Not read: {PassedOverFiles.Listed(others)}." }];
        return new(
            ErrorKind.NotFound, "no-files",
            $"There is no file of the scenario in {string.Join(", ", addresses.Select(address => $"'{address}'"))}"
            + (lies.Length == 0 ? ", nor any other." : $". {string.Join(" ", lies)}"),
            $"Name files, or folders that hold files such as {string.Join(", ", tables.Select(table => table.File + ".csv"))}.");
    }

    /// <summary>Columns under other names that may be those that are missed.</summary>
    private static string Meant(IReadOnlyList<string> absent, IReadOnlyList<string> ignored) => string.Concat(
        absent.Select(column => (Column: column, Other: LookAlikes.Find(column, ignored))).Where(pair => pair.Other is not null)
            .Take(ShownColumns)
            .Select(pair => $" Is {pair.Other} meant for {pair.Column}? Then write into the scenario, at {pair.Column}: "
                + $"aliases: [\"{pair.Other}\"]."));
}
