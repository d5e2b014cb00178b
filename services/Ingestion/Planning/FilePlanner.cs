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

    /// <exception cref="PresageException">A file is missing or is not what it should be, or there is none at all.</exception>
    public async Task<IngestPlan> PlanAsync(IReadOnlyList<string?> addresses, Scenario scenario, CancellationToken cancellation)
    {
        var tables = RecordTable.Of(scenario);
        var notices = new List<Notice>();
        var planned = new List<PlannedFile>();
        var (objects, others) = await finder.FindAsync(addresses, cancellation);
        foreach (var other in others)
            if (other.Why is not null && KindOf(other.Name, other.Path, tables, scenario) is not null)
                throw other.Why;

        foreach (var found in objects)
        {
            if (await PlanAsync(found, tables, scenario, notices, cancellation) is { } file)
                planned.Add(file);
            else
                notices.Add(new Notice(
                    "file-not-read", $"{found.Name} was not read: neither its name nor its columns say what it is."));
        }

        if (planned.Count == 0)
            throw NoFiles(addresses, tables, [.. notices.Select(notice => notice.Message)], others);

        notices.AddRange(PassedOverFiles.Notices(others));

        var ordered = planned.OrderBy(file => file.Kind).ThenBy(file => file.Address, StringComparer.Ordinal);
        return new IngestPlan(FileNames.Shortened([.. ordered]), [.. notices, .. PlanNotices.Of(planned, scenario)], IsNumbered: true);
    }

    /// <summary>Null for a file of a folder that is nothing we know.</summary>
    private async Task<PlannedFile?> PlanAsync(
        SourceObject found, IReadOnlyList<RecordTable> tables, Scenario scenario, List<Notice> notices, CancellationToken cancellation)
    {
        var prefixes = scenario.RecordKinds.Prefixes;
        var named = TableRecognition.ByName(found.Name, tables, prefixes);
        var folder = TableRecognition.ByFolder(found.Path, tables, prefixes);
        using var opened = await OpenAsync(found, found.IsNamed || (named ?? folder) is not null, tables, cancellation);
        if (opened is null)
            return null;

        if ((named ?? TableRecognition.ByHeader(opened.Head.Columns, tables) ?? folder) is { } table)
            return Plan(found, opened, table, notices, cancellation);

        var unrecognised = Unrecognised(found.Address, tables);
        if (found.IsNamed)
            throw unrecognised;

        Log.SourceRefused(log, found.Address, unrecognised.Message);
        return null;
    }

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

    private PlannedFile Plan(
        SourceObject found, OpenedTable opened, RecordTable table, List<Notice> notices, CancellationToken cancellation)
    {
        var (text, head) = opened;
        var (address, bytes, modified, mark) = found.Fingerprint;
        var columns = HeaderMap.Of(table, head.Columns, address);
        var judged = JudgedTable.Of(text, head, table, columns, address);
        var ranges = FileCutter.Cut(
            text, judged.Head, options.SliceBytes, TextLimits.Of(options, address), cancellation, judged.IsOpen ? judged.Look : null);
        var layout = judged.Layout() with { Machine = MachineOfFile.Of(found, table, columns) };
        Tell(found, table, columns, judged, ranges, notices);
        return new PlannedFile(
            table.Kind, address, found.Name, bytes, modified, text.IsGzip, head.Format, judged.Fields, columns.Positions, ranges,
            mark, text.Form.Coding)
        {
            Layout = layout,
        };
    }

    private static void Tell(
        SourceObject found, RecordTable table, HeaderMap columns, JudgedTable judged, IReadOnlyList<FileRange> ranges, List<Notice> notices)
    {
        if (columns.Ignored.Count > 0)
            notices.Add(new Notice(
                "columns-ignored",
                $"{found.Name}: columns without a use were ignored: {string.Join(", ", columns.Ignored.Take(ShownColumns))}."));

        if (columns.Absent.Count > 0)
            notices.Add(new Notice(
                "columns-absent",
                $"{found.Name} lacks columns of {table.Kind.Name()}: {string.Join(", ", columns.Absent.Take(ShownColumns))}. They have no "
                + "values in its rows."));

        if (judged.Guess is { } date)
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
}
