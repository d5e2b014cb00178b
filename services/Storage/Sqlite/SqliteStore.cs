using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Presage.Engine;

namespace Presage.Storage.Sqlite;

/// <summary>
/// The file of a data directory, one connection that writes and as many that read as are needed at a time. Every operation is one
/// transaction. Writers of one process queue here, those of several processes at the file.
/// </summary>
public sealed class SqliteStore : IDisposable, IAsyncDisposable
{
    private readonly SqliteSettings _settings;
    private readonly SqliteWait _wait;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly SqliteSession _writer;
    private readonly FileIdentity? _identity;
    private volatile bool _disposed;

    /// <summary>Opens the store of a directory; creates what is missing.</summary>
    /// <exception cref="PresageException">
    /// <c>store-read-only</c>, <c>store-full</c>, <c>store-damaged</c>, <c>store-foreign</c>, <c>store-too-new</c>,
    /// <c>store-unreachable</c>.
    /// </exception>
    /// <exception cref="PresageException"><c>store-busy</c>: another process holds the store for too long.</exception>
    public SqliteStore(string directory)
        : this(directory, SqliteSettings.Default)
    {
    }

    /// <param name="waits">Hears of it when somebody else holds the store for long; null where nobody wants to.</param>
    internal SqliteStore(string directory, SqliteSettings settings, IStoreWaits? waits = null)
    {
        _settings = settings;
        File = SqliteStorage.FileIn(directory);
        _wait = new SqliteWait(File, settings, waits);
        try
        {
            using var wait = _wait.Begin();
            Directory.CreateDirectory(directory);
            SqliteTakeover.TakeOver(File, settings);
            (_writer, _identity) = OpenWriter(File, settings);
            SqliteSchema.Ensure(_writer, File);
            Id = SqliteMark.Adopt(_writer).Id;
        }
        catch (Exception error)
        {
            _writer?.Dispose();
            throw error switch
            {
                SqliteException sqlite => SqliteFaults.Translate(sqlite, File),
                IOException when IsBelowFile(directory) is { } file => SqliteFaults.NoDirectory(directory, file, error),
                IOException or UnauthorizedAccessException => SqliteFaults.ReadOnly(File, error),
                _ => error,
            };
        }
    }

    /// <summary>Full path of the database file.</summary>
    public string File { get; }

    /// <summary>What the store was called that was opened.</summary>
    internal string Id { get; }

    /// <summary>Reads from one snapshot of the store.</summary>
    internal Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellation);

        try
        {
            using var snapshot = Snapshot();
            return Task.FromResult(snapshot.Read(work));
        }
        catch (Exception error)
        {
            return Task.FromException<T>(error);
        }
    }

    /// <summary>Does all of the work, or none of it when it throws.</summary>
    internal async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return Transact(work);
        }
        finally
        {
            _writing.Release();
        }
    }

    internal SqliteSnapshot Snapshot()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        RequireThere();
        try
        {
            using var wait = _wait.Begin();
            var snapshot = new SqliteSnapshot(this, _readers.TryTake(out var session) ? session : SqliteSession.Open(File, _settings));
            snapshot.Require();
            return snapshot;
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Translate(error, File);
        }
    }

    internal void GiveBack(SqliteSession session)
    {
        _readers.Add(session);
        if (_disposed)
            CloseReaders();
    }

    /// <summary>
    /// Waits for the write in hand, then closes every connection; the last one to close empties the write-ahead log into the file.
    /// </summary>
    public void Dispose()
    {
        _writing.Wait();
        try
        {
            if (_disposed)
                return;

            _disposed = true;
            _writer.Dispose();
            CloseReaders();
        }
        finally
        {
            _writing.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private T Transact<T>(Func<SqliteSession, T> work)
    {
        try
        {
            using (_wait.Begin())
                _writer.BeginWriting();

            SqliteMark.Require(_writer, Id, writes: true, File);
            var result = work(_writer);
            RequireThere();
            _writer.Commit();
            RequireThere();
            return result;
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Translate(error, File);
        }
        finally
        {
            _writer.Rollback();
        }
    }

    /// <summary>A file that was deleted, moved or replaced can still be written, and nobody would find what was.</summary>
    private void RequireThere()
    {
        var there = FileIdentity.Of(File);
        if (there != _identity)
            throw there is null ? StoreErrors.Gone(File) : StoreErrors.Replaced(File);
    }

    /// <summary>Opens the file that lies at the path, also when it is replaced just then.</summary>
    private static (SqliteSession Writer, FileIdentity? Identity) OpenWriter(string file, SqliteSettings settings)
    {
        while (true)
        {
            var before = FileIdentity.Of(file);
            var writer = SqliteSession.Open(file, settings);
            var identity = FileIdentity.Of(file);
            if (identity is not null && (before is null || before == identity))
                return (writer, identity);

            writer.Dispose();
        }
    }

    private static string? IsBelowFile(string directory)
    {
        for (var at = Path.GetFullPath(directory); at is not null; at = Path.GetDirectoryName(at))
            if (System.IO.File.Exists(at))
                return at;

        return null;
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out var session))
            session.Dispose();
    }
}
