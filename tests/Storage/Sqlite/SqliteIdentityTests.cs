using Microsoft.Data.Sqlite;
using Presage.Engine;
using Presage.Storage;
using Presage.Storage.Sqlite;

namespace Presage.Tests.Storage.Sqlite;

/// <summary>What becomes of a process whose store is another all of a sudden.</summary>
public sealed class SqliteIdentityTests : IDisposable
{
    private static readonly DataSet Plant = new("plant", "azure-pdm", "", "", DateTime.UnixEpoch);

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string DatabaseFile => _directory.File(SqliteStorage.FileName);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_store_whose_file_is_replaced_is_neither_written_to_nor_read_from()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows does not let an open file be replaced.");
            return;
        }

        var other = await OtherStoreAsync();
        using var store = new SqliteStore(_directory.Path);
        var datasets = new SqliteDataSets(store);
        await datasets.EnsureAsync(Plant, Cancellation);
        await datasets.ListAsync(Cancellation);
        File.Delete($"{DatabaseFile}-wal");
        File.Delete($"{DatabaseFile}-shm");
        File.Move(other, DatabaseFile, overwrite: true);

        await ShouldBeLostAsync(store, StoreErrors.ReplacedCode);
        using var there = new SqliteStore(_directory.Path);
        (await new SqliteDataSets(there).ListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_store_that_was_deleted_and_made_anew_is_not_the_same()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows does not let an open file be deleted.");
            return;
        }

        using var store = new SqliteStore(_directory.Path);
        foreach (var file in Directory.GetFiles(_directory.Path))
            File.Delete(file);

        await ShouldBeLostAsync(store, StoreErrors.GoneCode);
        using var anew = new SqliteStore(_directory.Path);
        await ShouldBeLostAsync(store, StoreErrors.ReplacedCode);
        (await new SqliteIdentity(anew).ReadAsync(Cancellation)).Id.ShouldNotBe(store.Id);
    }

    [Fact]
    public async Task A_file_that_is_replaced_while_it_is_written_to_gets_nothing_of_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows does not let an open file be replaced.");
            return;
        }

        var other = await OtherStoreAsync();
        using var store = new SqliteStore(_directory.Path);

        var error = await Should.ThrowAsync<PresageException>(() => store.WriteAsync(
            session =>
            {
                session.Execute("INSERT INTO telemetry_periods VALUES ('plant', 1)");
                File.Move(DatabaseFile, DatabaseFile + ".before");
                File.Move(other, DatabaseFile);
                return true;
            },
            Cancellation));

        error.Code.ShouldBe(StoreErrors.ReplacedCode);
        File.Move(DatabaseFile + ".before", DatabaseFile, overwrite: true);
        (await store.ReadAsync(session => session.First("SELECT count(*) FROM telemetry_periods", row => row.GetInt64(0)), Cancellation))
            .ShouldBe(0);
    }

    [Fact]
    public async Task Another_store_in_the_same_file_is_noticed_by_its_id()
    {
        using var store = new SqliteStore(_directory.Path);
        Ask("UPDATE store SET id = 'another'");

        await ShouldBeLostAsync(store, StoreErrors.ReplacedCode);
    }

    [Fact]
    public async Task A_store_that_a_later_version_has_brought_up_to_date_is_not_written_to_any_more()
    {
        using var store = new SqliteStore(_directory.Path);
        var later = SqliteSchema.CurrentVersion + 1;
        Ask($"PRAGMA user_version = {later}; UPDATE store SET least_writer = {later}");

        var error = await Should.ThrowAsync<PresageException>(() => new SqliteDataSets(store).EnsureAsync(Plant, Cancellation));

        error.Code.ShouldBe(StoreErrors.NewerCode);
        error.Message.ShouldContain(
            $"to form {later}, which only versions that know form {later} may use; this one knows form {later - 1}");
        (await new SqliteDataSets(store).ListAsync(Cancellation)).ShouldBeEmpty();
        (await Should.ThrowAsync<PresageException>(() => new SqliteIdentity(store).ReadAsync(Cancellation))).Code
            .ShouldBe(StoreErrors.NewerCode);
        using var reader = new SqliteStore(_directory.Path);
        (await new SqliteDataSets(reader).ListAsync(Cancellation)).ShouldBeEmpty();

        Ask($"UPDATE store SET least_reader = {later}");
        await ShouldBeLostAsync(store, StoreErrors.NewerCode);
    }

    [Fact]
    public async Task A_later_form_that_earlier_versions_may_write_to_lets_them_go_on()
    {
        using var store = new SqliteStore(_directory.Path);
        Ask($"PRAGMA user_version = {SqliteSchema.CurrentVersion + 1}");

        (await new SqliteDataSets(store).EnsureAsync(Plant, Cancellation)).ShouldBe(Plant);
        using var again = new SqliteStore(_directory.Path);
        (await new SqliteDataSets(again).ListAsync(Cancellation)).ShouldBe([Plant]);
        (await new SqliteIdentity(again).ReadAsync(Cancellation)).Form.ShouldBe(SqliteSchema.CurrentVersion + 1);
    }

    private static async Task ShouldBeLostAsync(SqliteStore store, string code)
    {
        var datasets = new SqliteDataSets(store);
        foreach (var use in (Func<Task>[])
            [
                () => datasets.EnsureAsync(Plant with { Name = "b" }, Cancellation),
                () => datasets.ListAsync(Cancellation),
                () => new SqliteIdentity(store).ReadAsync(Cancellation),
            ])
        {
            var error = await Should.ThrowAsync<PresageException>(use);
            (error.Code, error.Kind).ShouldBe((code, ErrorKind.Unavailable));
            StoreErrors.IsLost(error).ShouldBeTrue();
        }
    }

    /// <summary>The file of a store without records.</summary>
    private async Task<string> OtherStoreAsync()
    {
        var directory = _directory.File("other");
        using (var other = new SqliteStore(directory))
            await new SqliteIdentity(other).ReadAsync(Cancellation);

        return Path.Combine(directory, SqliteStorage.FileName);
    }

    private void Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
