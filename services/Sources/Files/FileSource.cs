using Presage.Engine;
using Presage.Sources.Archives;

namespace Presage.Sources.Files;

/// <summary>The files that this process can see, below the folders it may read, and what lies in ZIP archives among them.</summary>
public sealed class FileSource(AllowedPaths paths, SourceLimits limits) : ISource
{
    /// <summary>Whoever reads has a buffer of its own, and others may go on writing: that the file changed is noticed.</summary>
    private static readonly FileStreamOptions Reading = new()
    {
        Share = FileShare.ReadWrite,
        BufferSize = 0,
        Options = FileOptions.SequentialScan,
    };

    private static readonly string[] s_system = ["/dev", "/proc", "/sys"];

    public IReadOnlyList<string> Schemes { get; } = [""];

    public Task<SourceListing> ListAsync(string address, Func<string, bool> isWanted, CancellationToken cancellation)
    {
        RequireFile(address);
        var path = paths.Resolve(address);
        var written = Path.TrimEndingDirectorySeparator(Path.GetFullPath(address));
        if (Directory.Exists(path))
            return Task.FromResult(ListFolder(path, Path.GetFileName(written), isWanted, cancellation));

        var name = Path.GetFileName(written);
        if (ZipArchives.IsArchive(name) && File.Exists(path))
            return Task.FromResult(ListArchive(path, name, name, isWanted));

        return Task.FromResult(SourceListing.Of(
            new(name, true, FingerprintOf(path) ?? throw Missing(written), Segments(written), ZipArchives.Of(path) is not null)));
    }

    public Task<Fingerprint?> FingerprintAsync(string address, CancellationToken cancellation) => Task.FromResult(FingerprintOf(address));

    public Task<Stream> OpenAsync(string address, long offset, CancellationToken cancellation)
    {
        if (paths.Resolve(address) != address)
            throw new PresageException(
                ErrorKind.Conflict, "file-changed",
                $"'{address}' was replaced by a link while it was read.",
                "Ingest it again when nothing changes it.");

        if (!File.Exists(address) && ZipArchives.Of(address) is { } entry)
        {
            RequireReadable(entry.Archive);
            return Task.FromResult(ZipArchives.Open(OpenFile(entry.Archive), address, entry.Name, offset, limits));
        }

        RequireReadable(address);
        var file = OpenFile(address);
        file.Position = offset;
        return Task.FromResult<Stream>(file);
    }

    private SourceListing ListFolder(string folder, string named, Func<string, bool> isWanted, CancellationToken cancellation)
    {
        var walk = new FolderWalk(paths, name => ZipArchives.IsArchive(name) || isWanted(name));
        walk.Enter(folder, cancellation);
        var objects = new List<SourceObject>();
        var others = walk.Others.Select(other => new PassedOver(other.Name, $"{named}/{other.Name}", other.Why)).ToList();
        foreach (var (path, name) in walk.Files)
        {
            var below = $"{named}/{name}";
            try
            {
                if (ZipArchives.IsArchive(name))
                {
                    var archive = ListArchive(path, name, below, isWanted);
                    objects.AddRange(archive.Objects);
                    others.AddRange(archive.Others);
                }
                else
                    objects.Add(new(name, false, FingerprintOf(path) ?? throw Missing(Path.Combine(folder, name)), below));
            }
            catch (PresageException refused)
            {
                others.Add(new(name, below, refused));
            }
        }

        return new([.. objects.OrderBy(item => item.Name, StringComparer.Ordinal)], others);
    }

    private SourceListing ListArchive(string path, string name, string below, Func<string, bool> isWanted)
    {
        RequireReadable(path);
        using var file = OpenFile(path);
        var (wanted, others) = ZipArchives.List(file, path, isWanted);
        return new(
            [.. wanted.Select(entry => new SourceObject(
                $"{name}/{entry}", false, FingerprintOf($"{path}/{entry}")!, $"{below}/{entry}", IsSequential: true))],
            [.. others.Select(other => new PassedOver($"{name}/{other.Name}", $"{below}/{other.Name}", other.Why))]);
    }

    /// <summary>What lies in an archive changes with it.</summary>
    private static Fingerprint? FingerprintOf(string address)
    {
        var file = new FileInfo(RealPath.Of(address));
        if (!file.Exists && ZipArchives.Of(address) is { } entry)
            file = new FileInfo(RealPath.Of(entry.Archive));

        return file.Exists ? new Fingerprint(address, file.Length, file.LastWriteTimeUtc) : null;
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, Reading);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new PresageException(
                ErrorKind.Forbidden, "unreadable-file", $"The file '{path}' may not be read.", "Give the right to read it.", exception);
        }
    }

    private void RequireReadable(string path)
    {
        var file = new FileInfo(RealPath.Of(path));
        if (!file.Exists)
            throw Missing(path);

        // Pipes and devices have no length either, and opening them may never return.
        if (file.Length == 0)
            throw new PresageException(
                ErrorKind.Invalid, "empty-file", $"The file '{path}' is empty, or it is a pipe or a device.",
                "Export it again or leave it out; write what comes through a pipe into a file first.");

        if (file.Length > limits.Bytes)
            throw limits.TooLarge(path);
    }

    /// <summary>What the system makes up has no length and may have no end.</summary>
    private static void RequireFile(string address)
    {
        if (address == "-" || Path.GetFileName(address) == "-" && !File.Exists(address))
            throw NoFile("-", "what is piped in is not read");

        if (!OperatingSystem.IsWindows() && !string.IsNullOrWhiteSpace(address) && !address.Contains('\0')
            && Path.GetFullPath(address) is var full && s_system.Any(folder => RealPath.IsWithin(full, folder)))
            throw NoFile(address, "it is a device or a pipe, or made up by the system");
    }

    private static PresageException NoFile(string address, string why) => new(
        ErrorKind.Invalid, "no-file", $"'{address}' is no file of records: {why}.", "Write what it gives into a file, and name that.");

    /// <summary>The folders and the name of a path, with <c>/</c> between them.</summary>
    private static string Segments(string path) =>
        string.Join('/', path[Path.GetPathRoot(path)!.Length..].Split(Path.DirectorySeparatorChar));

    private static PresageException Missing(string path) => path.Contains('\uFFFD', StringComparison.Ordinal)
        ? new(ErrorKind.Invalid, "unreadable-name", $"The name of the file '{path}' is no text in UTF-8.", "Rename the file.")
        : IsLink(path)
        ? new(
            ErrorKind.NotFound, "missing-file", $"'{path}' is a link to a file that is not there.",
            "Fetch the file that it leads to, or leave it out.")
        : new(ErrorKind.NotFound, "missing-file", $"There is no file '{path}'.", RemedyOf(path));

    /// <summary>What stands between quotes reaches us as it was written.</summary>
    private static string RemedyOf(string path) =>
        path.Contains('*', StringComparison.Ordinal) || path.Contains("/~/", StringComparison.Ordinal)
            ? "Write * and ~ outside of quotes, so that the shell replaces them."
            : "Check the name.";

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
