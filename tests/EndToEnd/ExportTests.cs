using System.Security.Cryptography;
using System.Text.Json;
using Presage.Engine.Learning;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>A registered model leaves the registry as a file.</summary>
public sealed class ExportTests(Plant plant)
{
    [Fact]
    public async Task A_model_is_written_as_the_bytes_that_were_registered()
    {
        using var workspace = await plant.CopyAsync();

        var document = (await workspace.RunAsync("models", "export", "plant", "--out", "plant.presage", "--json")).Done().Document;

        var bytes = await File.ReadAllBytesAsync(workspace.PathOf("plant.presage"), TestContext.Current.CancellationToken);
        var shown = (await workspace.RunAsync("models", "show", "plant", "--json")).Done().Document;
        Convert.ToHexString(SHA256.HashData(bytes)).ShouldBe(document.GetProperty("sha256").GetString(), StringCompareShould.IgnoreCase);
        document.GetProperty("sha256").GetString().ShouldBe(shown.GetProperty("sha256").GetString());
        document.GetProperty("version").GetInt32().ShouldBe(1);
        document.GetProperty("format").GetString().ShouldBe("presage");
        document.GetProperty("bytes").GetInt64().ShouldBe(bytes.Length);
        Model.FromBytes(bytes, TrainerCatalog.Own).ToBytes().ShouldBe(bytes);
    }

    [Fact]
    public async Task A_model_is_written_for_XGBoost_over_what_was_there_and_says_where_it_comes_from()
    {
        using var workspace = await plant.CopyAsync();
        workspace.Write("plant.json", "old");

        var words = (await workspace.RunAsync("models", "export", "plant@1", "--format", "xgboost-json", "--out", "plant.json")).Done();
        var document =
            (await workspace.RunAsync(
                "models", "export", "plant@champion", "--format", "xgboost-json", "--out", "again/plant.json", "--json")).Done().Document;

        words.Out.ShouldContain("plant@1");
        var text = await File.ReadAllTextAsync(workspace.PathOf("plant.json"), TestContext.Current.CancellationToken);
        (await File.ReadAllTextAsync(workspace.PathOf("again/plant.json"), TestContext.Current.CancellationToken)).ShouldBe(text);
        document.GetProperty("bytes").GetInt64().ShouldBe(text.Length);
        var learner = JsonDocument.Parse(text).RootElement.GetProperty("learner");
        learner.GetProperty("learner_model_param").GetProperty("num_target").GetString().ShouldBe("4");
        learner.GetProperty("attributes").GetProperty("presage").GetString()!.ShouldContain(document.GetProperty("sha256").GetString()!);
    }

    [Fact]
    public async Task A_model_without_trees_is_refused_for_XGBoost_and_leaves_what_was_there()
    {
        using var workspace = await plant.CopyAsync();
        (await workspace.RunAsync([.. Plant.Train, "--algorithm", "logistic-regression", "--model", "line"])).Done();
        workspace.Write("line.json", "old");

        var export = await workspace.RunAsync("models", "export", "line@1", "--format", "xgboost-json", "--out", "line.json");

        export.Failed(1, "does not consist of trees");
        (await File.ReadAllTextAsync(workspace.PathOf("line.json"), TestContext.Current.CancellationToken)).ShouldBe("old");
        Directory.GetFiles(workspace.Root).ShouldBe([workspace.PathOf("line.json")]);
    }

    [Theory]
    [InlineData("presage")]
    [InlineData("xgboost-json")]
    public async Task Stored_bytes_that_are_not_those_that_were_registered_are_not_written(string format)
    {
        using var workspace = await plant.CopyAsync();
        await DamageAsync(workspace);

        var export = await workspace.RunAsync("models", "export", "plant", "--format", format, "--out", "plant.file", "--json");

        export.ExitCode.ShouldBe(1);
        export.Failure.GetProperty("code").GetString().ShouldBe("damaged-model");
        File.Exists(workspace.PathOf("plant.file")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_told()
    {
        using var workspace = await plant.CopyAsync();
        Directory.CreateDirectory(workspace.PathOf("folder"));

        var export = await workspace.RunAsync("models", "export", "plant", "--out", "folder");

        export.Failed(1, "folder");
        Directory.GetFiles(workspace.Root).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_written_to_standard_output_is_the_file_and_nothing_else()
    {
        using var workspace = await plant.CopyAsync();
        var file = await workspace.PredictionsAsync("march");

        var piped = (await workspace.RunAsync("predictions", "march", "--out", "/dev/stdout")).Done();

        piped.Out.ShouldBe(file);
        piped.Error.ShouldContain("predictions written to /dev/stdout");
    }

    /// <summary>Flips a bit of the model within the store's file.</summary>
    private static async Task DamageAsync(Workspace workspace)
    {
        var file = Path.Combine(workspace.Data, "presage.db");
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var at = bytes.AsSpan().IndexOf("PRSGMODL"u8);
        at.ShouldBeGreaterThan(0);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
    }
}
