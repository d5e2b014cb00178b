using System.Globalization;

namespace Presage.Storage.Sqlite;

/// <summary>Who holds a file, as Linux says it to everybody.</summary>
internal static class FileLocks
{
    private const string Locks = "/proc/locks";

    /// <summary>Another process that holds one of the files for writing, in words; null where there is none or it cannot be told.</summary>
    public static string? HolderOf(params IEnumerable<string> files)
    {
        try
        {
            var numbers = files.Select(FileIdentity.Of).OfType<FileIdentity>().Select(file => file.Number).ToHashSet();
            var lines = File.Exists(Locks) ? File.ReadLines(Locks) : [];
            return lines.Select(line => WriterOf(line, numbers)).OfType<int>().Select(NameOf).OfType<string>().FirstOrDefault();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Of a line such as <c>1: POSIX ADVISORY WRITE 4711 08:01:12345 120 120</c>.</summary>
    private static int? WriterOf(string line, HashSet<ulong> files) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, "WRITE", var process, var file, ..]
        && file.Split(':') is [_, _, var number]
        && ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var found) && files.Contains(found)
        && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != Environment.ProcessId ? id : null;

    /// <summary>A process that is in another container has no name here.</summary>
    private static string? NameOf(int process)
    {
        var name = $"/proc/{process}/comm";
        return File.Exists(name) ? $"{File.ReadAllText(name).Trim()} (process {process})" : null;
    }
}
