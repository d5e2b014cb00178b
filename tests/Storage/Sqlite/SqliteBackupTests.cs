using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.Sqlite;
using Presage.Storage.Telemetry;

namespace Presage.Tests.Storage.Sqlite;

public sealed class SqliteBackupTests : IDisposable
{
    private static readonly DataSet Plant = new("plant", "azure-pdm", "", "", DateTime.UnixEpoch);

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Data => _directory.File("data");

    private string Elsewhere => _directory.File("elsewhere");

    private string Backup => _directory.File("backups/monday.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_is_restored_elsewhere_is_the_store_as_it_was_backed_up()
    {
        await using (var ports = Open(Data))
        {
            await FillAsync(ports);
            var made = await ports.GetRequiredService<IStoreBackups>().BackUpAsync(Backup, false, Cancellation);
            await ports.GetRequiredService<IDataSets>().EnsureAsync(Plant with { Name = "later" }, Cancellation);

            made.File.ShouldBe(Backup);
            made.Bytes.ShouldBe(new FileInfo(Backup).Length);
            made.Counts["datasets"].ShouldBe(1);
            made.Identity.Id.ShouldBe((await ports.GetRequiredService<IStoreIdentity>().ReadAsync(Cancellation)).Id);
            Directory.GetFiles(Path.GetDirectoryName(Backup)!).ShouldBe([Backup]);
        }

        await using var restoring = Open(Elsewhere);
        var restored = await restoring.GetRequiredService<IStoreBackups>().RestoreAsync(Backup, false, Cancellation);

        restored.Former.ShouldBeNull();
        await using var elsewhere = Open(Elsewhere);
        (await elsewhere.GetRequiredService<IDataSets>().ListAsync(Cancellation)).ShouldBe([Plant]);
        var read = await elsewhere.GetRequiredService<ITelemetry>().ReadAsync(
            "plant", "7", 2, DateTime.MinValue, DateTime.MaxValue, DateTime.MaxValue, Cancellation);
        read.Count.ShouldBe(OtherProcess.ReadingsPerBatch);
        var identity = await elsewhere.GetRequiredService<IStoreIdentity>().ReadAsync(Cancellation);
        identity.Id.ShouldBe(restored.Identity.Id);
        identity.Restored.ShouldNotBeNull();
        Ask(Path.Combine(Elsewhere, SqliteStorage.FileName), "PRAGMA journal_mode").ShouldBe("wal");
    }

    [Fact]
    public async Task A_backup_is_one_moment_although_another_process_goes_on_writing()
    {
        using var writer = OtherProcess.Start(OtherProcess.Writer, Data);
        try
        {
            while (int.Parse((await writer.StandardOutput.ReadLineAsync(Cancellation))!, CultureInfo.InvariantCulture) < 4)
            {
            }

            await using var ports = Open(Data);
            for (var i = 0; i < 3; i++)
                await ports.GetRequiredService<IStoreBackups>().BackUpAsync(Backup, true, Cancellation);
            writer.HasExited.ShouldBeFalse();
        }
        finally
        {
            writer.Kill();
            await writer.WaitForExitAsync(Cancellation);
        }

        await using var restoring = Open(Elsewhere);
        await restoring.GetRequiredService<IStoreBackups>().RestoreAsync(Backup, false, Cancellation);
        var read = await restoring.GetRequiredService<ITelemetry>().ReadAsync(
            "plant", "7", 2, DateTime.MinValue, DateTime.MaxValue, DateTime.MaxValue, Cancellation);
        (read.Count % OtherProcess.ReadingsPerBatch).ShouldBe(0);
        read.Count.ShouldBeGreaterThan(4 * OtherProcess.ReadingsPerBatch);
    }

    [Fact]
    public async Task Nothing_is_overwritten_unasked_and_never_the_store_itself()
    {
        await using var ports = Open(Data);
        var backups = ports.GetRequiredService<IStoreBackups>();
        await backups.BackUpAsync(Backup, false, Cancellation);
        var before = File.ReadAllBytes(Backup);

        (await Should.ThrowAsync<PresageException>(() => backups.BackUpAsync(Backup, false, Cancellation))).Code.ShouldBe("file-exists");
        File.ReadAllBytes(Backup).ShouldBe(before);
        var store = Path.Combine(Data, SqliteStorage.FileName);
        (await Should.ThrowAsync<PresageException>(() => backups.BackUpAsync(store, true, Cancellation))).Message
            .ShouldContain("is the store itself");
        (await Should.ThrowAsync<PresageException>(() => backups.RestoreAsync(Backup, false, Cancellation))).Code.ShouldBe("store-exists");
    }

    [Fact]
    public async Task A_store_that_a_process_uses_is_not_replaced()
    {
        using var process = OtherProcess.Start(OtherProcess.Writer, Data);
        try
        {
            await process.StandardOutput.ReadLineAsync(Cancellation);
            await BackUpEmptyAsync();
            await using var ports = Open(Data);

            var error = await Should.ThrowAsync<PresageException>(
                () => ports.GetRequiredService<IStoreBackups>().RestoreAsync(Backup, true, Cancellation));

            error.Code.ShouldBe("store-in-use");
            process.HasExited.ShouldBeFalse();
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
        }

        Directory.GetFiles(Data).ShouldAllBe(file => !file.Contains(".before-") && !file.EndsWith(".tmp"));
    }

    [Fact]
    public async Task The_store_that_made_room_stays_beside_whole_with_what_its_log_held()
    {
        await BackUpEmptyAsync();

        // As a killed process leaves it: the file, and what is only in its log.
        using (var process = OtherProcess.Start(OtherProcess.Writer, Data))
        {
            while (int.Parse((await process.StandardOutput.ReadLineAsync(Cancellation))!, CultureInfo.InvariantCulture) < 2)
            {
            }

            process.Kill();
            await process.WaitForExitAsync(Cancellation);
        }

        await using var restoring = Open(Data);
        var restored = await restoring.GetRequiredService<IStoreBackups>().RestoreAsync(Backup, true, Cancellation);

        File.Move(restored.Former!, Path.Combine(Directory.CreateDirectory(Elsewhere).FullName, SqliteStorage.FileName));
        await using var former = Open(Elsewhere);
        var read = await former.GetRequiredService<ITelemetry>().ReadAsync(
            "plant", "7", 2, DateTime.MinValue, DateTime.MaxValue, DateTime.MaxValue, Cancellation);
        read.Count.ShouldBeGreaterThanOrEqualTo(3 * OtherProcess.ReadingsPerBatch);
        (await restoring.GetRequiredService<ITelemetry>().MachinesAsync("plant", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_damaged_store_makes_room_too()
    {
        await BackUpEmptyAsync();
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, SqliteStorage.FileName), new string('x', 50_000));

        await using var ports = Open(Data);
        var restored = await ports.GetRequiredService<IStoreBackups>().RestoreAsync(Backup, true, Cancellation);

        File.ReadAllText(restored.Former!).ShouldBe(new string('x', 50_000));
        (await ports.GetRequiredService<IDataSets>().ListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_was_copied_while_it_was_in_use_is_no_backup()
    {
        var copy = _directory.File("copy.db");
        await using var ports = Open(Data);
        await FillAsync(ports);
        File.Copy(Path.Combine(Data, SqliteStorage.FileName), copy);

        await using var restoring = Open(Elsewhere);
        var error = await Should.ThrowAsync<PresageException>(
            () => restoring.GetRequiredService<IStoreBackups>().RestoreAsync(copy, false, Cancellation));

        error.Code.ShouldBe("no-backup");
        error.Message.ShouldContain("write-ahead log");
        Directory.Exists(Elsewhere).ShouldBeFalse();
    }

    [Fact]
    public async Task A_damaged_backup_is_not_restored()
    {
        await BackUpEmptyAsync();
        using (var file = File.Open(Backup, FileMode.Open))
        {
            file.Position = 3 * 16_384;
            file.Write(new byte[8_000]);
        }

        await using var ports = Open(Elsewhere);
        (await Should.ThrowAsync<PresageException>(
            () => ports.GetRequiredService<IStoreBackups>().RestoreAsync(Backup, false, Cancellation))).Code.ShouldBe("store-damaged");
        File.Exists(Path.Combine(Elsewhere, SqliteStorage.FileName)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_backup_that_somebody_puts_in_place_by_hand_is_a_store()
    {
        await BackUpEmptyAsync();
        Directory.CreateDirectory(Elsewhere);
        File.Copy(Backup, Path.Combine(Elsewhere, SqliteStorage.FileName));

        await using var ports = Open(Elsewhere);

        (await ports.GetRequiredService<IStoreIdentity>().ReadAsync(Cancellation)).Restored.ShouldNotBeNull();
        (await ports.GetRequiredService<IDataSets>().EnsureAsync(Plant, Cancellation)).ShouldBe(Plant);
    }

    private static ServiceProvider Open(string directory) =>
        new ServiceCollection().AddSqliteStorage(directory).BuildServiceProvider();

    private static async Task FillAsync(IServiceProvider ports)
    {
        await ports.GetRequiredService<IDataSets>().EnsureAsync(Plant, Cancellation);
        await ports.GetRequiredService<ITelemetry>().MergeAsync("plant", TimeSpan.FromDays(10), [OtherProcess.Batch(0)], Cancellation);
    }

    private async Task BackUpEmptyAsync()
    {
        await using var ports = Open(_directory.File("empty"));
        await ports.GetRequiredService<IStoreBackups>().BackUpAsync(Backup, false, Cancellation);
    }

    private static object? Ask(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
