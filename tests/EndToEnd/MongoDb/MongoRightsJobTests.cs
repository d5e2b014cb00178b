using Presage.Storage;
using Presage.Tests.EndToEnd.Broker;
using Presage.Tests.EndToEnd.Support;
using Presage.Tests.Storage.MongoDb.Servers;

namespace Presage.Tests.EndToEnd.MongoDb;

/// <summary>The job by a user who may read and write and nothing else; everything that only reads by one who may only read.</summary>
[Collection(nameof(Processes))]
public sealed class MongoRightsJobTests(Plant plant)
{
    private const string Worker =
        "{ failCommands: ['collMod', 'create', 'listCollections', 'listDatabases', 'drop', 'dropIndexes', 'dropDatabase'], errorCode: 13 }";

    private const string Reader =
        "{ failCommands: ['insert', 'update', 'delete', 'findAndModify', 'create', 'createIndexes', 'collMod', 'drop', 'dropIndexes', "
            + "'dropDatabase'], errorCode: 13 }";

    [Fact]
    public async Task A_worker_needs_to_read_and_write_and_a_reader_to_read()
    {
        await using var bridge = await MongoBridge.OfTestAsync();
        using var workspace = new Workspace();
        workspace.Use(new StorageOptions { Provider = StorageOptions.MongoDb, Uri = bridge.Uri, Database = "plants" });
        await bridge.FailAsync(Worker);

        await WholeJob.RunAsync(workspace);

        await bridge.FailAsync(Reader);
        await WholeJob.ShouldBeUndisturbedAsync(workspace, plant);
        await WholeJob.ShouldBeDoneAsync(workspace);
        foreach (var command in (string[])[
            "runs list", "models list", "models show plant@1", "datasets list", "datasets show plant", "results list", "results show march",
            "predictions march --top 5", "alarms list", "faults list", "quarantine list plant", "report march --out march.html"])
            (await workspace.RunAsync(command.Split(' '))).Done();

        var refused = await workspace.RunAsync("datasets", "delete", "plant", "--yes");
        refused.Failed(1, "may not give the command");
        refused.Sentence.ShouldContain("readWrite");
    }
}
