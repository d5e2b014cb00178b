using Presage.Engine;
using Presage.Ingestion.Records;
using Presage.Sources;

namespace Presage.Ingestion.Planning;

/// <summary>Tells the machine of a file from its name or its folders, where no column names it.</summary>
internal static class MachineOfFile
{
    /// <summary>Null when a column names the machine.</summary>
    /// <exception cref="PresageException"><c>nameless-machine</c>: the name does not fit the pattern of the scenario.</exception>
    public static string? Of(SourceObject found, RecordTable table, HeaderMap columns)
    {
        if (columns.Positions[0] >= 0 || table.Reading.Entity.FileName is not { } pattern)
            return null;

        var parts = found.Path.Split('/');
        var isFolder = pattern.Contains('=');
        var names = isFolder ? parts[..^1].Reverse() : [TableRecognition.Stem(parts[^1])];
        return names.Select(name => Fitting(name, pattern)).FirstOrDefault(machine => machine is not null)
            ?? throw new PresageException(
                ErrorKind.Invalid, "nameless-machine",
                $"No column of '{found.Address}' names the machine, and {(isFolder ? "no folder of it" : "its name")} fits {pattern}, by "
                + "which the scenario tells it.",
                $"Rename the {(isFolder ? "folder" : "file")}, or change entity: {{ file-name: \"{pattern}\" }} in the scenario.");
    }

    private static string? Fitting(string name, string pattern)
    {
        var star = pattern.IndexOf('*');
        var (before, after) = (pattern[..star], pattern[(star + 1)..]);
        return name.Length > before.Length + after.Length && name.StartsWith(before, StringComparison.OrdinalIgnoreCase)
            && name.EndsWith(after, StringComparison.OrdinalIgnoreCase)
            ? name[before.Length..^after.Length]
            : null;
    }
}
