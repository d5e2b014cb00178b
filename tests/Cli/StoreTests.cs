using Microsoft.Data.Sqlite;
using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli;

/// <summary>The store as a whole.</summary>
public sealed class StoreTests(Plant plant)
{
    [Fact]
    public async Task What_was_deleted_since_is_back_when_the_backup_is_restored()
    {
        using var commandLine = await plant.CopyAsync();
        var backup = commandLine.PathOf("monday.db");
        var before = (await commandLine.RunAsync("predictions march --top 5")).Done().Out;

        (await commandLine.RunAsync("store", "backup", backup)).Done().Out.ShouldContain("read back");
        (await commandLine.RunAsync("datasets delete plant --yes")).Done();
        (await commandLine.RunAsync("store", "restore", backup)).Failed(1, "There is a store");
        var restored = (await commandLine.RunAsync("store", "restore", backup, "--force", "--json")).Done().Document;

        (await commandLine.RunAsync("predictions march --top 5")).Done().Out.ShouldBe(before);
        File.Exists(restored.GetProperty("former").GetString()).ShouldBeTrue();
        restored.GetProperty("rows").GetProperty("datasets").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_backup_is_not_overwritten_unasked()
    {
        using var commandLine = await plant.CopyAsync();
        var backup = commandLine.PathOf("monday.db");
        (await commandLine.RunAsync("store", "backup", backup)).Done();

        (await commandLine.RunAsync("store", "backup", backup)).Failed(1, "--force");
        (await commandLine.RunAsync("store", "backup", backup, "--force")).Done();
    }

    [Fact]
    public async Task A_sound_store_is_told_with_what_it_has_and_how_long_the_disk_will_do()
    {
        using var commandLine = await plant.CopyAsync();

        var words = (await commandLine.RunAsync("store check")).Done().Out;
        var document = (await commandLine.RunAsync("store check --json")).Done().Document;

        words.ShouldContain("The store is sound.");
        words.ShouldContain("MiB a day");
        document.GetProperty("sound").GetBoolean().ShouldBeTrue();
        document.GetProperty("id").GetString()!.Length.ShouldBe(32);
        document.GetProperty("findings").GetArrayLength().ShouldBe(0);
        document.GetProperty("kinds").EnumerateArray().Single(kind => kind.GetProperty("kind").GetString() == "readings")
            .GetProperty("count").GetInt64().ShouldBe(43_220);
        document.GetProperty("forecast").GetProperty("bytesPerDay").GetDouble().ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public async Task A_store_without_the_bytes_of_a_model_is_not_sound()
    {
        using var commandLine = await plant.CopyAsync();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(commandLine.Data, "presage.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM artifacts";
            command.ExecuteNonQuery();
        }

        var check = await commandLine.RunAsync("store check");

        check.ExitCode.ShouldBe(1);
        check.Out.ShouldContain("Wrong (missing-model-file): The bytes of model plant@1 are missing.");
        check.Out.ShouldContain("The store is not sound.");
    }
}
