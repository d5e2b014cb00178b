using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>What is not needed is not loaded: it would cost every start of the program.</summary>
public sealed class LazinessTests(Plant plant)
{
    [Fact]
    public async Task Over_the_embedded_store_no_command_loads_the_driver_of_MongoDB()
    {
        using var workspace = new Workspace();

        var loaded = await LoadedAsync(workspace, "demo", "--machines", "4", "--days", "60");
        loaded.UnionWith(await LoadedAsync(workspace, "models", "list"));

        loaded.ShouldContain("Microsoft.Data.Sqlite");
        loaded.Where(name => name.StartsWith("MongoDB", StringComparison.Ordinal) || name == "Presage.Storage.MongoDb").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_that_only_reads_loads_neither_a_bus_nor_trainers()
    {
        using var workspace = new Workspace();
        await LoadedAsync(workspace, "demo", "--machines", "4", "--days", "60");

        var loaded = await LoadedAsync(workspace, "models", "list");

        loaded.Where(
            name => name.StartsWith("RabbitMQ", StringComparison.Ordinal) || name.StartsWith("Microsoft.ML", StringComparison.Ordinal)
            || name == "MassTransit").ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_model_that_Microsoft_ML_trained_only_the_training_loads_it()
    {
        using var workspace = await plant.CopyAsync();

        var training = await LoadedAsync(
            workspace, [.. Plant.Train, "--algorithm", "ml-fast-tree", "--set", "rounds=5", "--trials", "1", "--model", "other"]);
        var use = await LoadedAsync(
            workspace, "score", "plant", "--from", "2015-03-01", "--to", "2015-04-01", "--results", "other", "--model", "other");
        use.UnionWith(await LoadedAsync(workspace, "predictions", "other", "--top", "5"));
        use.UnionWith(await LoadedAsync(workspace, "report", "other", "--out", "other.html"));

        training.ShouldContain("Microsoft.ML.FastTree");
        use.ShouldContain("Presage.Engine.MicrosoftML");
        use.Where(name => name.StartsWith("Microsoft.ML", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static async Task<HashSet<string>> LoadedAsync(Workspace workspace, params string[] command)
    {
        var file = workspace.PathOf($"{Guid.NewGuid():N}.txt");
        workspace.Variables["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        workspace.Variables[StartupHook.Variable] = file;
        (await workspace.RunAsync(command)).Done();
        return [.. await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)];
    }
}
