namespace Presage.Ingestion.Records;

/// <summary>Tells which table of the scenario a file has.</summary>
internal static class TableRecognition
{
    private static readonly string[] s_endings = [".gz", ".csv"];

    /// <summary>Whether a file of a folder is looked at.</summary>
    /// <param name="name">Without folders, as everywhere here.</param>
    public static bool IsTable(string name) =>
        !name.StartsWith('.') && Stem(name).Length < name.Length && Unpacked(name).EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// By the file's name, with or without a prefix of the scenario, alone or as one of several parts: <c>telemetry.csv</c>,
    /// <c>PdM_telemetry_part2.csv.gz</c>, <c>telemetry.2015-01.csv</c>. The longest name that fits wins.
    /// </summary>
    public static RecordTable? ByName(string name, IReadOnlyList<RecordTable> tables, IReadOnlyList<string> prefixes)
    {
        var stem = Stem(name);
        string[] names = [stem, .. prefixes.Where(prefix => Begins(stem, prefix)).Select(prefix => stem[prefix.Length..])];
        return tables.Where(table => names.Any(name => IsNameOrPart(name, table.File))).MaxBy(table => table.File.Length);
    }

    /// <summary>By the columns, when only one table has them all.</summary>
    public static RecordTable? ByHeader(IReadOnlyList<string> header, IReadOnlyList<RecordTable> tables)
    {
        var fitting = tables.Where(table => HeaderMap.Fits(table, header)).Take(2).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }

    private static bool IsNameOrPart(string name, string file) =>
        Begins(name, file) && (name.Length == file.Length || !char.IsLetter(name[file.Length]));

    private static bool Begins(string text, string beginning) => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);

    private static string Stem(string name) => s_endings.Aggregate(name, Without);

    private static string Unpacked(string name) => Without(name, ".gz");

    private static string Without(string name, string ending) =>
        name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : name;
}
