using System.Runtime.CompilerServices;
using Presage.Engine;
using Presage.Storage.Sqlite;

namespace Presage.Hosting.Checks;

/// <summary>The embedded store: its folder, its disk, its file and the form of what is in it.</summary>
/// <param name="directory">Absolute.</param>
public sealed class StoreFolderCheck(string directory) : ICheck
{
    private const long LeastRoom = 64L << 20;
    private const long GoodRoom = 1L << 30;

    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(10);

    /// <summary>File systems over which the locks and the shared memory of a store cannot be relied on.</summary>
    private static readonly string[] WithoutLocks =
        ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ncpfs", "fuse.sshfs", "fuse.glusterfs", "davfs", "ceph"];

    public string Name => "store";

    /// <summary>Whether there is a store that can be opened without changing it.</summary>
    public static bool IsOfThisVersion(string directory)
    {
        try
        {
            return SqliteInspection.Look(directory, TimeSpan.Zero) is { } facts && facts.Form >= facts.KnownForm;
        }
        catch (PresageException)
        {
            return false;
        }
    }

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (Rights() is { State: FindingState.Failed } refused)
        {
            yield return refused;
            yield break;
        }

        var disk = DiskOf(directory);
        if (disk is not null)
        {
            yield return FileSystem(disk.DriveFormat);
            yield return Room(disk);
        }

        var facts = await Task.Run(() => SqliteInspection.Look(directory, LongestLook), cancellation);
        if (facts is null)
        {
            yield return Finding.Ok($"There is no store in {directory} yet; the first process makes it.");
            yield break;
        }

        yield return Form(facts);
        yield return Integrity(facts);
    }

    private Finding Rights()
    {
        var there = Nearest(directory);
        try
        {
            if (File.Exists(there))
                throw new IOException($"{there} is a file.");

            var trial = Path.Combine(there, $".presage-{Guid.NewGuid():N}");
            File.Create(trial, 1, FileOptions.DeleteOnClose).Dispose();
            var file = SqliteStorage.FileIn(directory);
            if (File.Exists(file))
                File.Open(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();

            return Finding.Ok($"This user may write {there}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Finding.Failed(
                "store-read-only", $"The store cannot be written to {directory}: {exception.Message.TrimEnd('.')}.",
                "Give this user the right to write the directory and its files, mount it for writing, or name another.");
        }
    }

    /// <param name="format">Of the file system that the directory lies on, as the system calls it.</param>
    internal static Finding FileSystem(string format) =>
        WithoutLocks.Contains(format, StringComparer.OrdinalIgnoreCase)
            ? Finding.Failed(
                "store-without-locks",
                $"The directory lies on a file system of the network ({format}), where the locks of several processes cannot "
                    + "be relied on.",
                "Put the store on a local disk, or use MongoDB.")
            : Finding.Ok($"The directory lies on a file system with locks ({format}).");

    private Finding Room(DriveInfo disk)
    {
        var file = new FileInfo(SqliteStorage.FileIn(directory));
        var room = disk.AvailableFreeSpace;
        var found = $"{room >> 20:N0} MiB are free on the disk{(file.Exists ? $", and the store has {file.Length >> 20:N0} MiB" : "")}";
        const string Remedy = "Free some space, or move the store to a larger disk.";
        return room < LeastRoom ? Finding.Failed("store-full", $"{found}.", Remedy)
            : room < GoodRoom || (file.Exists && room < file.Length / 10) ? Finding.Warning("store-nearly-full", $"{found}.", Remedy)
            : Finding.Ok($"{found}.");
    }

    private static Finding Form(SqliteFacts facts)
    {
        var id = facts.Id is { } known ? $"The store {known}" : "The store";
        return facts.Form == facts.KnownForm ? Finding.Ok($"{id} has form {facts.Form}, which is this version's.")
            : facts.Form > facts.KnownForm ? Finding.Ok($"{id} has form {facts.Form}, which this version may use, too.")
            : Finding.Warning(
                "store-earlier", $"{id} has form {facts.Form}; the first process of this version brings it to form {facts.KnownForm}.",
                "Back it up, and stop the processes of the earlier version first: they cannot use it afterwards.");
    }

    private static Finding Integrity(SqliteFacts facts) => facts switch
    {
        { Damage: { } damage } => Finding.Failed(
            "store-damaged", $"The store is damaged: {damage.ReplaceLineEndings(" ")}.", "Restore it from a backup."),
        { IsWhole: false } => Finding.Skipped(
            $"No damage was found in {LongestLook.TotalSeconds} s, in which a part of the store was looked through.", null),
        _ => Finding.Ok("The store is not damaged."),
    };

    /// <summary>The directory, or the one above it that is there.</summary>
    private static string Nearest(string directory) =>
        Path.Exists(directory) || Path.GetDirectoryName(directory) is not { } above ? directory : Nearest(above);

    /// <summary>What is mounted nearest above the directory.</summary>
    private static DriveInfo? DiskOf(string directory)
    {
        var path = Nearest(directory);
        return DriveInfo.GetDrives()
            .Where(drive => IsBelow(path, drive.RootDirectory.FullName))
            .OrderByDescending(drive => drive.RootDirectory.FullName.Length)
            .FirstOrDefault(drive => drive.IsReady);
    }

    private static bool IsBelow(string path, string root) =>
        path == root || path.StartsWith(root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar,
            StringComparison.Ordinal);
}
