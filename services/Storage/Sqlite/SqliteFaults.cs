using Microsoft.Data.Sqlite;
using Presage.Engine;
using SQLitePCL;

namespace Presage.Storage.Sqlite;

/// <summary>What SQLite's result codes mean to a person.</summary>
internal static class SqliteFaults
{
    public static Exception Translate(SqliteException error, string file) => error.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => new PresageException(
            ErrorKind.Busy, "store-busy", $"The store {file} was held by another process for too long; nothing was written.",
            "Try again; what was stored is kept.", error),
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH or raw.SQLITE_CANTOPEN => ReadOnly(file, error),
        raw.SQLITE_FULL => new PresageException(
            ErrorKind.Unavailable, "store-full",
            $"There is no room left on the disk for the store {file}; what was being written is undone.",
            "Free some disk space, then do it again.", error),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_FORMAT => new PresageException(
            ErrorKind.Damaged, "store-damaged", $"The file {file} is damaged or is not a store of presage.",
            "Restore it from a backup, or use another data directory and ingest again.", error),
        raw.SQLITE_IOERR => new PresageException(
            ErrorKind.Unavailable, "store-unreachable", $"The disk with the store {file} could not be read or written.",
            "Check the disk and its connection, then do it again.", error),
        _ => error,
    };

    public static PresageException NoDirectory(string directory, string file, Exception error) => new(
        ErrorKind.Unavailable, "store-read-only", $"The data directory {directory} cannot be made: {file} is a file.",
        "Name another data directory, or move the file away.", error);

    public static PresageException ReadOnly(string file, Exception error) => new(
        ErrorKind.Unavailable, "store-read-only", $"The store {file} cannot be opened for writing.",
        "Give this user the right to write the data directory and its files, or name another data directory.", error);
}
