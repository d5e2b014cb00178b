using Presage.Engine;

namespace Presage.Storage.Sqlite;

/// <summary>Why a backup or a restore is not made.</summary>
internal static class SqliteCopyErrors
{
    public static PresageException FileExists(string file, bool isStore) => new(
        ErrorKind.Conflict, "file-exists", isStore ? $"The file {file} is the store itself." : $"There is a file {file} already.",
        isStore ? "Name another file for the backup." : "Name another file, or have it replaced.");

    public static PresageException Unwritable(string file, Exception error) => new(
        ErrorKind.Unavailable, "unwritable-backup", $"The file {file} cannot be written: {error.Message.TrimEnd('.')}.",
        "Free space, or choose another file.", error);

    public static PresageException Differs(string file) => new(
        ErrorKind.Damaged, "backup-differs", $"What was written for {file} was read back and is not what the store holds; it was removed.",
        "Check the disk that it was written to, then do it again.");

    public static PresageException Missing(string file) => new(
        ErrorKind.NotFound, "no-backup", $"There is no file {file}.", "Name a file that a backup was written to.");

    public static PresageException NoBackup(string file) => new(
        ErrorKind.Invalid, "no-backup",
        $"The file {file} is no backup: a database that was copied while it was in use lacks what its write-ahead log held.",
        "Name a file that a backup was written to. A store that was copied while nothing used it is used by naming its directory.");

    public static PresageException Damaged(string file, string trouble) => new(
        ErrorKind.Damaged, "store-damaged", $"The file {file} is damaged: {trouble.ReplaceLineEndings(" ").TrimEnd('.')}.",
        "Use another backup.");

    public static PresageException StoreExists(string store) => new(
        ErrorKind.Conflict, "store-exists", $"There is a store {store} already.",
        "Name another data directory, or have it make room; it then stays beside the restored one, under another name.");

    public static PresageException InUse(string store, Exception error) => new(
        ErrorKind.Conflict, "store-in-use", $"The store {store} is being used by another process; nothing was changed.",
        "Stop every service and command that uses it, then restore it.", error);
}
