namespace Presage.Ingestion.Records;

/// <summary>Tells which table of the scenario a file has.</summary>
internal static class TableRecognition
{
    private const string Packed = ".gz";

    private static readonly string[] s_endings = [".csv", ".tsv", ".txt", ".tab", ".dat", ".psv"];

    /// <summary>Whether a file of a folder is looked at.</summary>
    /// <param name="name">Without folders.</param>
    public static bool IsTable(string name) => Stem(name).Length < Unpacked(name).Length && !ForeignFiles.IsDocument(name);

    /// <summary>
    /// By the file's name, with or without a prefix of the scenario, alone or as one of several parts: <c>telemetry.csv</c>,
    /// <c>PdM_telemetry_part2.csv.gz</c>, <c>telemetry.2015-01.csv</c>. The longest name that fits wins.
    /// </summary>
    /// <param name="name">Perhaps with folders, which do not count.</param>
    public static RecordTable? ByName(string name, IReadOnlyList<RecordTable> tables, IReadOnlyList<string> prefixes)
    {
        var stem = Stem(name[(name.LastIndexOf('/') + 1)..]);
        string[] names = [stem, .. prefixes.Where(prefix => Begins(stem, prefix)).Select(prefix => stem[prefix.Length..])];
        return tables.Where(table => names.Any(name => IsNameOrPart(name, table.File))).MaxBy(table => table.File.Length);
    }

    /// <summary>By the nearest of the folders and archives that the file lies in which is named as a file could be.</summary>
    /// <param name="path">With the file's name.</param>
    public static RecordTable? ByFolder(string path, IReadOnlyList<RecordTable> tables, IReadOnlyList<string> prefixes) => path
        .Split('/')[..^1]
        .Reverse()
        .Select(folder => ByName(WithoutEnding(folder, ".zip"), tables, prefixes))
        .FirstOrDefault(table => table is not null);

    /// <summary>By the columns, when only one table has them all.</summary>
    public static RecordTable? ByHeader(IReadOnlyList<string> header, IReadOnlyList<RecordTable> tables)
    {
        var fitting = tables.Where(table => HeaderMap.Fits(table, header)).Take(2).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }

    private static bool IsNameOrPart(string name, string file) =>
        Begins(name, file) && (name.Length == file.Length || !char.IsLetter(name[file.Length]));

    private static bool Begins(string text, string beginning) => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);

    /// <summary>Folders and archives may be called as the file that was cut or packed.</summary>
    public static string Stem(string name)
    {
        var unpacked = Unpacked(name);
        return s_endings.Select(ending => WithoutEnding(unpacked, ending)).MinBy(stem => stem.Length)!;
    }

    private static string Unpacked(string name) => WithoutEnding(name, Packed);

    private static string WithoutEnding(string name, string ending) =>
        name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : name;
}
