using Presage.Storage;
using Presage.Tests.EndToEnd.Broker;
using Presage.Tests.EndToEnd.Doctor;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.MongoDb;

/// <summary>What can be wrong with the way to MongoDB.</summary>
public sealed class MongoTroubleTests
{
    [Fact]
    public async Task A_store_without_an_address_is_told()
    {
        using var workspace = new Workspace();
        workspace.Variables["Storage__Provider"] = StorageOptions.MongoDb;

        var listed = await workspace.RunAsync("runs", "list");

        listed.Failed(1, "has no address");
        listed.Sentence.ShouldContain("Storage__Uri");
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_named_without_the_password()
    {
        var port = FreePorts.Take(1)[0];
        using var workspace = new Workspace();
        workspace.Use(new StorageOptions
        {
            Provider = StorageOptions.MongoDb,
            Uri = $"mongodb://ann:secret@127.0.0.1:{port}/?serverSelectionTimeoutMS=500",
        });

        var ingest = await workspace.RunAsync("ingest", "plant", RealRecords.Twenty);

        ingest.Failed(1, $"127.0.0.1:{port}");
        $"{ingest.Out}{ingest.Error}".ShouldNotContain("secret");
    }

    [Fact]
    public async Task The_doctor_says_of_a_server_that_it_answers_and_which_store_it_has_and_of_one_that_is_away_where_it_was_sought()
    {
        await using var place = await MongoPlace.CreateAsync();
        using var patient = new Patient();
        patient.Workspace.Use(place.Options);
        (await patient.Workspace.RunAsync("topology", "deploy")).Done();

        var well = await patient.LookAsync();
        patient.With(("Storage__Uri", $"mongodb://127.0.0.1:{FreePorts.Take(1)[0]}/?serverSelectionTimeoutMS=500"));
        var away = await patient.LookAsync();

        well.ShouldBeWell();
        well.All.ShouldContain(said => said.Found.EndsWith("answers, and takes what is written.", StringComparison.Ordinal));
        well.All.ShouldContain(said => said.Found.StartsWith("It is the store ", StringComparison.Ordinal));
        well.All.Count(said => said.Check == "store").ShouldBe(2);
        away.All.ShouldContain(
            said => said.Check == "store" && said.State == "failed" && said.Code == "store-unreachable"
                && said.Found.Contains("127.0.0.1"), away.ToString());
        away.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_service_whose_store_is_configured_wrongly_ends_with_one_sentence()
    {
        using var workspace = new Workspace();
        workspace.Variables["Storage__Provider"] = StorageOptions.MongoDb;
        using var process = workspace.Start(Path.Combine(AppContext.BaseDirectory, "Presage.Scoring"), ["--urls", "http://127.0.0.1:0"]);

        var ended = await Workspace.EndAsync(process);

        ended.Failed(1, "has no address");
    }
}
