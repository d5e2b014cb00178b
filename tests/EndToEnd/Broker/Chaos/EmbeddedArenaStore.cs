using Microsoft.Data.Sqlite;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.Sqlite;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>A file, on a disk that can be full where one can be mounted.</summary>
internal sealed class EmbeddedArenaStore : IArenaStore
{
    private const int Megabytes = 2_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SmallDisk? _disk;
    private readonly string _root;

    private EmbeddedArenaStore(SmallDisk? disk)
    {
        _disk = disk;
        _root = disk?.Path ?? Directory.CreateTempSubdirectory("presage-arena-").FullName;
        OfWorkers = new StorageOptions { Directory = Path.Combine(_root, "data") };
    }

    public StorageOptions OfWorkers { get; }

    public StorageOptions OfTests => OfWorkers;

    public string Hold => "store locked";

    public bool CanBeFull => _disk is not null;

    public bool CanBeReplaced => true;

    public static async Task<EmbeddedArenaStore> StartAsync() => new(await SmallDisk.TryMountAsync(Megabytes));

    public async Task<IAsyncDisposable> HoldAsync()
    {
        var connection = Connection();
        await ExecuteAsync(connection, "BEGIN EXCLUSIVE");
        return connection;
    }

    public Task FillAsync() => _disk!.FillAsync();

    public Task EmptyAsync() => _disk!.ResizeAsync(Megabytes);

    public ValueTask DisposeAsync()
    {
        if (_disk is null)
            Directory.Delete(_root, recursive: true);

        _disk?.Dispose();
        return ValueTask.CompletedTask;
    }

    public async Task<IAsyncDisposable> ReplaceAsync(bool byCopy)
    {
        var other = Path.Combine(_root, $"{Guid.NewGuid():n}");
        await Eventually.TrueAsync(() => TryMakeAsync(other, byCopy), Patience, "there is another store");
        var aside = Path.Combine(_root, $"{Guid.NewGuid():n}");
        Directory.Move(OfWorkers.Directory, aside);
        Directory.Move(other, OfWorkers.Directory);
        return new Replaced(OfWorkers.Directory, aside, other);
    }

    /// <summary>Not while the disk is full.</summary>
    private async Task<bool> TryMakeAsync(string folder, bool byCopy)
    {
        try
        {
            Directory.CreateDirectory(folder);
            if (byCopy)
            {
                await using var connection = Connection();
                await ExecuteAsync(connection, $"VACUUM INTO '{Path.Combine(folder, SqliteStorage.FileName)}'");
            }
            else
            {
                using var store = new Store(new StorageOptions { Directory = folder });
                await store.Get<IDataSets>().ListAsync(CancellationToken.None);
            }

            return true;
        }
        catch (Exception error) when (error is SqliteException or PresageException)
        {
            Directory.Delete(folder, recursive: true);
            return false;
        }
    }

    private SqliteConnection Connection() =>
        new($"Data Source={Path.Combine(OfWorkers.Directory, SqliteStorage.FileName)};Pooling=False;Default Timeout=60");

    private static async Task ExecuteAsync(SqliteConnection connection, string command)
    {
        await connection.OpenAsync();
        await using var execute = connection.CreateCommand();
        execute.CommandText = command;
        await execute.ExecuteNonQueryAsync();
    }

    /// <summary>What was put in the place of the store stays beside: somebody may still have it open.</summary>
    private sealed class Replaced(string place, string aside, string other) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Directory.Move(place, other);
            Directory.Move(aside, place);
            return ValueTask.CompletedTask;
        }
    }
}
