using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Ingestion.Inputs;

namespace Presage.Ingestion.Planning;

/// <summary>Recognises the files of a request and cuts them into slices. Writes nothing.</summary>
internal sealed class FilePlanner(InputFinder finder, InputFiles files, FileCutter cutter)
{
    /// <exception cref="PresageException">A file is missing or is not what it should be, or there is none at all.</exception>
    public IngestPlan Plan(IReadOnlyList<string?> sources, Scenario scenario, CancellationToken cancellation)
    {
        var tables = SourceTable.Of(scenario);
        var notices = new List<string>();
        var planned = new List<PlannedFile>();
        foreach (var found in finder.Find(sources))
        {
            if (Recognise(found, tables, scenario.Sources.Prefixes) is { } recognised)
                planned.Add(Plan(found.Path, recognised.Head, recognised.Table, notices, cancellation));
            else
                notices.Add($"{Path.GetFileName(found.Path)} was not read: neither its name nor its columns say what it is.");
        }

        if (planned.Count == 0)
            throw NoFiles(sources, tables);

        var ordered = planned.OrderBy(file => file.Source).ThenBy(file => file.Path, StringComparer.Ordinal);
        return new IngestPlan(FileNames.Shortened([.. ordered]), [.. notices, .. PlanNotices.Of(planned, scenario)]);
    }

    /// <summary>Null for a file of a folder that is nothing we know.</summary>
    private (FileHead Head, SourceTable Table)? Recognise(FoundFile found, IReadOnlyList<SourceTable> tables, IReadOnlyList<string> prefixes)
    {
        if (SourceRecognition.ByName(found.Path, tables, prefixes) is { } named)
            return (FileHead.Read(files, found.Path), named);

        if ((found.IsNamed ? FileHead.Read(files, found.Path) : HeadOfAny(found.Path)) is { } head
            && SourceRecognition.ByHeader(head.Columns, tables) is { } fitting)
            return (head, fitting);

        return found.IsNamed ? throw Unrecognised(found.Path, tables) : null;
    }

    /// <summary>Null when the file is no table of text; that is no fault of a file that merely lies in the folder.</summary>
    private FileHead? HeadOfAny(string path)
    {
        try
        {
            return FileHead.Read(files, path);
        }
        catch (PresageException)
        {
            return null;
        }
    }

    private PlannedFile Plan(string path, FileHead head, SourceTable table, List<string> notices, CancellationToken cancellation)
    {
        var info = new FileInfo(path);
        var columns = HeaderMap.Of(table, head.Columns, path);
        var ranges = cutter.Cut(path, head, cancellation);
        if (columns.Ignored.Count > 0)
            notices.Add($"{info.Name}: columns without a use were ignored: {string.Join(", ", columns.Ignored.Take(20))}.");

        if (ranges.Count == 0)
            notices.Add($"{info.Name} has column names but no rows.");

        return new PlannedFile(
            table.Source, path, info.Name, info.Length, info.LastWriteTimeUtc, head.IsGzip, head.Format, head.Columns.Count, columns.Positions, ranges);
    }

    private static PresageException Unrecognised(string path, IReadOnlyList<SourceTable> tables) => new(
        ErrorKind.Invalid, "unrecognised-file",
        $"Neither the name nor the columns of the file '{path}' say which records it has.",
        $"Name it after what it holds, beginning with {string.Join(", ", tables.Select(table => table.File))}.");

    private static PresageException NoFiles(IReadOnlyList<string?> sources, IReadOnlyList<SourceTable> tables) => new(
        ErrorKind.NotFound, "no-files",
        $"There is no file of the scenario in {string.Join(", ", sources.Select(source => $"'{source}'"))}.",
        $"Name files, or folders that hold files such as {string.Join(", ", tables.Select(table => table.File + ".csv"))}.");
}
