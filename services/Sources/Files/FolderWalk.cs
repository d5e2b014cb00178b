using Presage.Engine;

namespace Presage.Sources.Files;

/// <summary>Finds the files of a folder and of the folders below it, each folder once even where links lead back into it.</summary>
internal sealed class FolderWalk(AllowedPaths paths, Func<string, bool> isWanted)
{
    private const int MostDepth = 8;
    private const int MostFiles = 100_000;

    private readonly HashSet<string> _entered = [];

    /// <summary>Paths of the files that are wanted, with their names below the folder.</summary>
    public List<(string Path, string Name)> Files { get; } = [];

    /// <summary>Names below the folder of what is passed over; with the reason where it cannot be read.</summary>
    public List<(string Name, PresageException? Why)> Others { get; } = [];

    /// <exception cref="PresageException">The folder may not be read, or has too many files.</exception>
    public void Enter(string folder, CancellationToken cancellation)
    {
        _entered.Add(RealPath.Of(folder));
        Visit(Entries(folder), "", 0, cancellation);
    }

    private void Visit(IEnumerable<string> entries, string prefix, int depth, CancellationToken cancellation)
    {
        foreach (var entry in entries.Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var last = Path.GetFileName(entry);
            if (Clutter.Is(last))
                continue;

            if (Files.Count + Others.Count >= MostFiles)
                throw TooMany(entry);

            var name = prefix + last;
            try
            {
                Look(entry, name, depth, cancellation);
            }
            catch (PresageException refused) when (refused.Code != "too-many-files")
            {
                Others.Add((name, refused));
            }
        }
    }

    private void Look(string entry, string name, int depth, CancellationToken cancellation)
    {
        if (Directory.Exists(entry))
            Descend(entry, name, depth, cancellation);
        else if (isWanted(Path.GetFileName(entry)))
            Files.Add((paths.Resolve(entry), name));
        else
            Others.Add((name, null));
    }

    private void Descend(string entry, string name, int depth, CancellationToken cancellation)
    {
        var folder = paths.Resolve(entry);
        if (!_entered.Add(RealPath.Of(folder)))
            return;

        if (depth == MostDepth)
            throw new PresageException(
                ErrorKind.Invalid, "folder-too-deep",
                $"The folder '{entry}' lies more than {MostDepth} folders deep.",
                "Name it, or one of the folders above it.");

        Visit(Entries(folder), name + "/", depth + 1, cancellation);
    }

    private static string[] Entries(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new PresageException(
                ErrorKind.Forbidden, "unreadable-folder", $"The folder '{folder}' may not be read.", "Give the right to read it.",
                exception);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new PresageException(
                ErrorKind.NotFound, "missing-file", $"The folder '{folder}' is not there any more.", "Ingest again.", exception);
        }
    }

    private static PresageException TooMany(string entry) => new(
        ErrorKind.TooLarge, "too-many-files",
        $"There are more than {MostFiles:N0} files below the folder, '{entry}' among them.",
        "Name folders with fewer files, or join the files.");
}
