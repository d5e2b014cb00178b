using System.Text.Json.Serialization;
using Presage.Contracts.Api;
using Presage.Hosting.Runs;
using Presage.Ingestion.Cells;
using Presage.Ingestion.Csv;
using Presage.Ingestion.Records;
using Presage.Sources;
using Presage.Sources.Text;

namespace Presage.Ingestion.Planning;

/// <summary>What a request to ingest was resolved to; pinned with the run.</summary>
/// <param name="Files">In the order of the record kinds.</param>
/// <param name="Notices">What a person should know though nothing is wrong.</param>
/// <param name="ErrorBudget">
/// Share of a file's rows that may be unreadable; the run keeps it when it is taken up again by a process with another.
/// </param>
/// <param name="ScenarioHash">Of the scenario that the files are read with; null in plans of before it could be widened.</param>
/// <param name="IsNumbered">Whether records carry the number of their file; not those of plans of before they did.</param>
/// <param name="Refused">Files of the request that are no table of the scenario; they have no number.</param>
internal sealed record IngestPlan(
    IReadOnlyList<PlannedFile> Files, IReadOnlyList<Notice> Notices, double? ErrorBudget = null, bool IsNumbered = false,
    string? ScenarioHash = null, IReadOnlyList<RefusedFile>? Refused = null)
{
    /// <summary>Slices of a stage, numbered from 0 in the order of files and rows.</summary>
    public IReadOnlyList<PlannedSlice> SlicesOf(string stage) =>
    [
        .. Files.Index()
            .Where(file => StageOf(file.Item.Kind) == stage)
            .SelectMany(file => file.Item.Slices.Select(range => new PlannedSlice(file.Item, range, file.Index))),
    ];

    /// <summary>The stage that reads the good files of another one again.</summary>
    public static string AgainOf(string stage) => stage == Stages.IngestMachines ? Stages.IngestMachinesAgain : Stages.IngestAgain;

    /// <summary>The stage whose good files are read again in this one; null for one that is the first to read them.</summary>
    public static string? FirstOf(string stage) => stage switch
    {
        Stages.IngestMachinesAgain => Stages.IngestMachines,
        Stages.IngestAgain => Stages.Ingest,
        _ => null,
    };

    /// <summary>The stage in which records of a kind are read: first the machines, so that the rows of others can be told.</summary>
    public static string StageOf(RecordKind kind) => kind == RecordKind.Machines ? Stages.IngestMachines : Stages.Ingest;
}

/// <summary>
/// A file of a plan. Plans outlive the version that made them: names that are not those of the properties are the ones they are stored
/// under.
/// </summary>
/// <param name="Address">As its source listed it.</param>
/// <param name="Name">How the file is named to people: without folders where that is enough to tell it from the others.</param>
/// <param name="Bytes">Size when the run was planned.</param>
/// <param name="ModifiedAt">Time of the last change when the run was planned.</param>
/// <param name="Fields">Number of fields of a row.</param>
/// <param name="Positions">Position of each column that the table needs.</param>
/// <param name="Refusal">Why nothing of the file is read, when that was seen before it was begun; then it has no slices.</param>
/// <param name="Coding">What the text is written in; it is read as UTF-8.</param>
internal sealed record PlannedFile(
    [property: JsonPropertyName("source")] RecordKind Kind, [property: JsonPropertyName("path")] string Address, string Name, long Bytes,
    DateTime? ModifiedAt, bool IsGzip, CsvFormat Format, int Fields, IReadOnlyList<int> Positions, IReadOnlyList<FileRange> Slices,
    string? ETag = null, TextCoding Coding = TextCoding.Utf8, RefusedFile? Refusal = null)
{
    /// <summary>How its cells are written; null in plans of before, whose files are plain.</summary>
    public TableLayout? Layout { get; init; }

    [JsonIgnore]
    public TextForm Form => new(IsGzip, Coding);

    [JsonIgnore]
    public Fingerprint Fingerprint => new(Address, Bytes, ModifiedAt, ETag);

    /// <summary>
    /// The file as it is read into a table of a scenario that was widened since it was planned: what was added has no column in it.
    /// </summary>
    public PlannedFile FittedTo(RecordTable table)
    {
        var names = table.Columns.Select(column => column.Name).ToList();
        var known = Layout?.Names ?? names.Take(Positions.Count).ToList();
        if (known.SequenceEqual(names))
            return this;

        // Machine and time are where they were, whatever they are called now.
        var keys = Kind == RecordKind.Machines ? 1 : 2;
        int[] places = [.. names.Select((name, index) => index < keys ? index : IndexOf(known, name))];
        return this with
        {
            Positions = [.. places.Select(place => place < 0 ? -1 : Positions[place])],
            Layout = Layout is not { Columns: { } columns } layout ? Layout : layout with
            {
                Columns = [.. places.Skip(keys).Select(place => place < 0 ? new ColumnLayout() : columns[place - keys])],
            },
        };
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var index = 0; index < names.Count; index++)
            if (ColumnNames.Same(names[index], name))
                return index;

        return -1;
    }
}

/// <param name="Offset">First byte of text.</param>
/// <param name="Length">Bytes of text; -1 reads to the end.</param>
/// <param name="FirstLine">Line number, from 1, of the first line.</param>
internal readonly record struct FileRange(long Offset, long Length, long FirstLine);

/// <param name="Number">Of the file in the plan, from 0.</param>
internal readonly record struct PlannedSlice(PlannedFile File, FileRange Range, int Number);
