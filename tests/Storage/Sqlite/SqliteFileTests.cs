using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.Sqlite;
using Presage.Tests.Storage.Contracts;

namespace Presage.Tests.Storage.Sqlite;

public sealed class SqliteFileTests : IDisposable
{
    private static readonly DataSet Plant = new("plant", "azure-pdm", "", "", DateTime.UnixEpoch);

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string DatabaseFile => _directory.File(SqliteStorage.FileName);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_missing_directory_is_created_and_a_closed_store_is_one_file()
    {
        var directory = _directory.File("a/b");

        using (var store = new SqliteStore(directory))
        {
            await new SqliteDataSets(store).EnsureAsync(Plant, Cancellation);
            await new SqliteDataSets(store).ListAsync(Cancellation);
        }

        Directory.GetFiles(directory).Select(Path.GetFileName).ShouldBe([SqliteStorage.FileName]);
        using var again = new SqliteStore(directory);
        (await new SqliteDataSets(again).FindAsync("plant", Cancellation)).ShouldBe(Plant);
    }

    [Fact]
    public async Task A_store_that_is_deleted_or_moved_in_use_is_missed_by_who_reads_and_who_writes()
    {
        using var store = new SqliteStore(_directory.Path);
        var datasets = new SqliteDataSets(store);
        await datasets.EnsureAsync(Plant, Cancellation);
        File.Move(DatabaseFile, DatabaseFile + ".elsewhere");

        (await Should.ThrowAsync<PresageException>(() => datasets.EnsureAsync(Plant, Cancellation))).Code.ShouldBe("store-gone");
        (await Should.ThrowAsync<PresageException>(() => datasets.ListAsync(Cancellation))).Code.ShouldBe("store-gone");
        File.Move(DatabaseFile + ".elsewhere", DatabaseFile);
        (await datasets.ListAsync(Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_file_where_a_directory_should_be_is_named()
    {
        File.WriteAllText(_directory.File("plain"), "");

        var error = Should.Throw<PresageException>(() => new SqliteStore(_directory.File("plain/below")));

        error.Code.ShouldBe("store-read-only");
        error.Message.ShouldContain($"{_directory.File("plain")} is a file");
    }

    [Fact]
    public void The_file_says_whose_it_is_and_has_large_pages_and_a_write_ahead_log()
    {
        new SqliteStore(_directory.Path).Dispose();

        Ask("PRAGMA application_id").ShouldBe(SqliteSchema.ApplicationId);
        Ask("PRAGMA user_version").ShouldBe(SqliteSchema.CurrentVersion);
        Ask("PRAGMA page_size").ShouldBe(16_384L);
        Ask("PRAGMA journal_mode").ShouldBe("wal");
    }

    [Fact]
    public void A_store_of_a_later_version_is_refused()
    {
        new SqliteStore(_directory.Path).Dispose();
        Ask($"PRAGMA user_version = {SqliteSchema.CurrentVersion + 1}");
        Ask($"UPDATE store SET least_reader = {SqliteSchema.CurrentVersion + 1}");

        var error = Should.Throw<PresageException>(() => new SqliteStore(_directory.Path));

        error.Code.ShouldBe("store-too-new");
        error.Message.ShouldContain(
            $"has version {SqliteSchema.CurrentVersion + 1}; this program knows versions up to {SqliteSchema.CurrentVersion}");
        error.Remedy.ShouldContain("Update presage");
    }

    [Theory]
    [InlineData("PRAGMA application_id = 77")]
    [InlineData("CREATE TABLE theirs (a)")]
    public void A_database_of_another_program_is_refused_and_left_as_it_is(string mark)
    {
        Ask(mark);
        var before = File.ReadAllBytes(DatabaseFile);

        var error = Should.Throw<PresageException>(() => new SqliteStore(_directory.Path));

        error.Code.ShouldBe("store-foreign");
        File.ReadAllBytes(DatabaseFile).ShouldBe(before);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        File.WriteAllText(DatabaseFile, new string('x', 100_000));

        var error = Should.Throw<PresageException>(() => new SqliteStore(_directory.Path));

        error.Code.ShouldBe("store-damaged");
        error.Message.ShouldContain(DatabaseFile);
        File.ReadAllText(DatabaseFile).ShouldBe(new string('x', 100_000));
    }

    [Fact]
    public void A_directory_that_is_a_file_is_refused()
    {
        File.WriteAllText(_directory.File("taken"), "");

        Should.Throw<PresageException>(() => new SqliteStore(_directory.File("taken"))).Code.ShouldBe("store-read-only");
    }

    [Fact]
    public void A_directory_that_may_not_be_written_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows directories have no write permission of their own.");
            return;
        }

        File.SetUnixFileMode(_directory.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            if (CanWrite(_directory.File("probe")))
                Assert.Skip("Permissions do not bind this user (root).");

            Should.Throw<PresageException>(() => new SqliteStore(_directory.Path)).Code.ShouldBe("store-read-only");
        }
        finally
        {
            File.SetUnixFileMode(_directory.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task A_read_only_store_can_be_read_and_says_so_when_it_is_to_be_written()
    {
        using (var store = new SqliteStore(_directory.Path))
            await new SqliteDataSets(store).EnsureAsync(Plant, Cancellation);

        using var readOnly = OpenWith("PRAGMA query_only = 1");

        (await new SqliteDataSets(readOnly).ListAsync(Cancellation)).ShouldBe([Plant]);
        var error = await Should.ThrowAsync<PresageException>(
            () => new SqliteDataSets(readOnly).EnsureAsync(Plant with { Name = "b" }, Cancellation));
        error.Code.ShouldBe("store-read-only");
        error.Message.ShouldNotContain("SQLite");
    }

    [Fact]
    public async Task A_full_disk_undoes_the_operation_and_the_store_goes_on_when_there_is_room()
    {
        using (new SqliteStore(_directory.Path))
        {
        }

        using (var full = OpenWith("PRAGMA max_page_count = 40"))
        {
            var telemetry = new SqliteTelemetry(full);
            await telemetry.MergeAsync("plant", TimeSpan.FromDays(10), [Readings.Of("1", 0, 240)], Cancellation);

            var error = await Should.ThrowAsync<PresageException>(
                () => telemetry.MergeAsync("plant", TimeSpan.FromDays(10), [Readings.Of("2", 0, 24_000)], Cancellation));

            error.Code.ShouldBe("store-full");
            (await telemetry.MachinesAsync("plant", Cancellation)).ShouldHaveSingleItem().Readings.ShouldBe(240);
            (await telemetry.MergeAsync("plant", TimeSpan.FromDays(10), [Readings.Of("1", 240, 1)], Cancellation)).Written.ShouldBe(1);
        }

        using var store = new SqliteStore(_directory.Path);
        var counts = await new SqliteTelemetry(store).MergeAsync(
            "plant", TimeSpan.FromDays(10), [Readings.Of("2", 0, 24_000)], Cancellation);
        counts.ShouldBe(new(24_000, 0, 0));
    }

    [Fact]
    public async Task A_store_held_by_another_for_too_long_is_a_transient_fault()
    {
        using var holder = new SqliteStore(_directory.Path);
        using var store = new SqliteStore(_directory.Path, new SqliteSettings(TimeSpan.FromSeconds(1)));

        await holder.WriteAsync(
            async _ =>
            {
                (await Should.ThrowAsync<PresageException>(() => new SqliteDataSets(store).EnsureAsync(Plant, Cancellation))).Kind.ShouldBe(
                    ErrorKind.Busy);
                (await new SqliteDataSets(store).ListAsync(Cancellation)).ShouldBeEmpty();
            },
            Cancellation).Unwrap();

        (await new SqliteDataSets(store).EnsureAsync(Plant, Cancellation)).ShouldBe(Plant);
    }

    [Fact]
    public async Task A_damaged_block_is_noticed()
    {
        using var store = new SqliteStore(_directory.Path);
        var telemetry = new SqliteTelemetry(store);
        await telemetry.MergeAsync("plant", TimeSpan.FromDays(10), [Readings.Of("1", 0, 240)], Cancellation);
        await store.WriteAsync(
            session => session.Execute("UPDATE telemetry SET block = substr(block, 1, 900) || x'00' || substr(block, 902)"), Cancellation);

        var error = await Should.ThrowAsync<PresageException>(
            () => telemetry.ReadAsync("plant", "1", 2, DateTime.MinValue, DateTime.MaxValue, DateTime.MaxValue, Cancellation));

        error.Code.ShouldBe("store-damaged");
    }

    [Fact]
    public async Task A_damaged_model_is_noticed()
    {
        using var store = new SqliteStore(_directory.Path);
        var models = new SqliteModels(store);
        byte[] artifact = [1, 2, 3];
        await models.RegisterAsync(
            new(
                "pump", 0, "key", Convert.ToHexString(SHA256.HashData(artifact)), "a", "p", "d", "r", DateTime.UnixEpoch, "{}",
                "{}", new Dictionary<string, double>()),
            artifact, Cancellation);
        await store.WriteAsync(session => session.Execute("UPDATE artifacts SET artifact = x'010204'"), Cancellation);

        var error = await Should.ThrowAsync<PresageException>(() => models.ArtifactAsync("pump", 1, Cancellation));

        error.Code.ShouldBe("damaged-model");
    }

    [Fact]
    public async Task Room_of_deleted_feature_parts_is_used_again()
    {
        using var store = new SqliteStore(_directory.Path);
        var parts = new SqliteFeatureSets(store);
        var sizes = new List<long>();
        for (var run = 0; run < 3; run++)
        {
            await parts.PutAsync($"r{run}", 0, new byte[2_000_000], Cancellation);
            sizes.Add(await store.ReadAsync(session => session.First("PRAGMA page_count", row => row.GetInt64(0)), Cancellation));
            await parts.DeleteAsync($"r{run}", Cancellation);
        }

        sizes.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_closed_store_says_that_it_is_closed()
    {
        var store = new SqliteStore(_directory.Path);
        store.Dispose();
        store.Dispose();

        await Should.ThrowAsync<ObjectDisposedException>(() => new SqliteDataSets(store).ListAsync(Cancellation));
        await Should.ThrowAsync<ObjectDisposedException>(() => new SqliteDataSets(store).EnsureAsync(Plant, Cancellation));
    }

    private SqliteStore OpenWith(string pragma) => new(_directory.Path, SqliteSettings.Default with
    {
        Configure = connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = pragma;
            command.ExecuteNonQuery();
        },
    });

    /// <summary>What the file says to a program that is not presage.</summary>
    private object? Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static bool CanWrite(string file)
    {
        try
        {
            File.WriteAllText(file, "");
            File.Delete(file);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
