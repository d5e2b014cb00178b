using Microsoft.Data.Sqlite;
using Presage.Storage;
using Presage.Storage.Sqlite;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>A file, on a disk that can be full where one can be mounted.</summary>
internal sealed class EmbeddedArenaStore : IArenaStore
{
    private const int Megabytes = 2_000;

    private readonly SmallDisk? _disk;

    private EmbeddedArenaStore(SmallDisk? disk)
    {
        _disk = disk;
        OfWorkers = new StorageOptions { Directory = disk?.Path ?? Directory.CreateTempSubdirectory("presage-arena-").FullName };
    }

    public StorageOptions OfWorkers { get; }

    public StorageOptions OfTests => OfWorkers;

    public string Hold => "store locked";

    public bool CanBeFull => _disk is not null;

    public static async Task<EmbeddedArenaStore> StartAsync() => new(await SmallDisk.TryMountAsync(Megabytes));

    public async Task<IAsyncDisposable> HoldAsync()
    {
        var connection = new SqliteConnection(
            $"Data Source={Path.Combine(OfWorkers.Directory, SqliteStorage.FileName)};Pooling=False;Default Timeout=60");
        await connection.OpenAsync();
        await using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN EXCLUSIVE";
        await begin.ExecuteNonQueryAsync();
        return connection;
    }

    public Task FillAsync() => _disk!.FillAsync();

    public Task EmptyAsync() => _disk!.ResizeAsync(Megabytes);

    public ValueTask DisposeAsync()
    {
        if (_disk is null)
            Directory.Delete(OfWorkers.Directory, recursive: true);

        _disk?.Dispose();
        return ValueTask.CompletedTask;
    }
}
