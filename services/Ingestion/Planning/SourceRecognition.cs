using Presage.Engine.Scenarios;

namespace Presage.Ingestion.Planning;

/// <summary>Tells which source a file belongs to.</summary>
internal static class SourceRecognition
{
    private static readonly string[] s_endings = [".gz", ".csv"];

    /// <summary>Whether a file of a folder is looked at.</summary>
    public static bool IsTable(string path) =>
        !Path.GetFileName(path).StartsWith('.') && Stem(path).Length < Path.GetFileName(path).Length && Unpacked(path).EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// By the file's name, with or without a prefix of the scenario, alone or as one of several parts: <c>telemetry.csv</c>,
    /// <c>PdM_telemetry_part2.csv.gz</c>, <c>telemetry.2015-01.csv</c>. The longest name that fits wins.
    /// </summary>
    public static SourceTable? ByName(string path, IReadOnlyList<SourceTable> tables, IReadOnlyList<string> prefixes)
    {
        var stem = Stem(path);
        string[] names = [stem, .. prefixes.Where(prefix => Begins(stem, prefix)).Select(prefix => stem[prefix.Length..])];
        return tables.Where(table => names.Any(name => IsNameOrPart(name, table.File))).MaxBy(table => table.File.Length);
    }

    /// <summary>By the columns, when only one source has them all.</summary>
    public static SourceTable? ByHeader(IReadOnlyList<string> header, IReadOnlyList<SourceTable> tables)
    {
        var fitting = tables.Where(table => HeaderMap.Fits(table, header)).Take(2).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }

    private static bool IsNameOrPart(string name, string file) => Begins(name, file) && (name.Length == file.Length || !char.IsLetter(name[file.Length]));

    private static bool Begins(string text, string beginning) => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);

    private static string Stem(string path) =>
        s_endings.Aggregate(Path.GetFileName(path), (name, ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : name);

    private static string Unpacked(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^".gz".Length] : path;
}
