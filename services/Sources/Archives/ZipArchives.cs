using System.IO.Compression;
using Presage.Engine;

namespace Presage.Sources.Archives;

/// <summary>Tables in ZIP archives. An entry's address is that of its archive, a slash, and its name.</summary>
internal static class ZipArchives
{
    private const string Ending = ".zip";
    private const int MostEntries = 10_000;

    public static bool IsArchive(string name) => name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>The archive that a path leads into, and the name of what is meant in it; null for other paths.</summary>
    public static (string Archive, string Name)? Of(string path)
    {
        for (var end = path.IndexOf(Ending, StringComparison.OrdinalIgnoreCase); end >= 0;
             end = path.IndexOf(Ending, end + 1, StringComparison.OrdinalIgnoreCase))
        {
            var after = end + Ending.Length;
            if (after < path.Length - 1 && path[after] is '/' or '\\' && File.Exists(path[..after]))
                return (path[..after], path[(after + 1)..]);
        }

        return null;
    }

    /// <summary>Names of what is wanted of an archive, in its order; and the others, with a reason for those that cannot be read.</summary>
    public static (IReadOnlyList<string> Wanted, IReadOnlyList<(string Name, PresageException? Why)> Others) List(
        Stream file, string address, Func<string, bool> isWanted)
    {
        using var archive = Read(file, address);
        if (archive.Entries.Count > MostEntries)
            throw new PresageException(
                ErrorKind.TooLarge, "archive-too-large", $"The archive '{address}' has more than {MostEntries:N0} files.",
                "Unpack it and name the folder.");

        List<string> wanted = [];
        List<(string, PresageException?)> others = [];
        foreach (var entry in archive.Entries.Where(entry => !IsFolderOrClutter(entry)).DistinctBy(entry => entry.FullName))
        {
            if (IsArchive(entry.Name))
                others.Add((entry.FullName, new(
                    ErrorKind.Invalid, "archive-in-archive", $"'{address}/{entry.FullName}' is an archive in an archive.",
                    "Unpack the outer one.")));
            else if (!isWanted(entry.Name))
                others.Add((entry.FullName, null));
            else if (entry.IsEncrypted)
                others.Add((entry.FullName, Encrypted($"{address}/{entry.FullName}")));
            else
                wanted.Add(entry.FullName);
        }

        return (wanted, others);
    }

    /// <summary>Opens what lies in an archive; disposes of the archive's file with it.</summary>
    public static Stream Open(Stream file, string address, string name, long offset, SourceLimits limits)
    {
        try
        {
            var archive = Read(file, address[..^(name.Length + 1)]);
            var entry = archive.GetEntry(name) ?? archive.GetEntry(name.Replace('\\', '/')) ?? throw new PresageException(
                ErrorKind.NotFound, "missing-file", $"There is no file '{address}' in the archive.", "Check the name.");
            if (entry.IsEncrypted)
                throw Encrypted(address);

            if (entry.Length == 0)
                throw new PresageException(
                    ErrorKind.Invalid, "empty-file", $"The file '{address}' is empty.", "Export it again, or leave it out.");

            var text = new ZipEntryText(archive, entry, address, limits);
            text.Skip(offset);
            return text;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal static PresageException Damaged(string address, Exception exception) => new(
        ErrorKind.Invalid, "damaged-zip", $"The archive '{address}' is damaged, cut off or packed in a way that is not read.",
        "Copy it again, or unpack it and name what was in it.", exception);

    private static ZipArchive Read(Stream file, string address)
    {
        try
        {
            return new ZipArchive(file, ZipArchiveMode.Read);
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(address, exception);
        }
    }

    private static bool IsFolderOrClutter(ZipArchiveEntry entry) =>
        entry.Name.Length == 0 || entry.FullName.Split('/', '\\').Any(Clutter.Is);

    private static PresageException Encrypted(string address) => new(
        ErrorKind.Invalid, "encrypted", $"The file '{address}' is encrypted.", "Unpack the archive with its password and name the folder.");
}
