using System.Text.Json;
using System.Text.RegularExpressions;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>The documents of --json have the agreed fields, and nothing else stands on standard output.</summary>
public sealed class DocumentTests(Plant plant)
{
    [Fact]
    public async Task Ingest()
    {
        using var workspace = new Workspace();

        var document = (await workspace.RunAsync([.. Plant.Ingest, RealRecords.Twenty, "--json"])).Done().Document;

        FieldsOf(document).ShouldHave(document, "run dataset sources quarantine seconds");
        foreach (var source in document.GetProperty("sources").EnumerateArray())
            FieldsOf(source).ShouldHave(source, "source files read written replaced duplicate quarantined");
    }

    [Fact]
    public async Task Features()
    {
        using var workspace = await plant.CopyAsync();

        var document = (await workspace.RunAsync(
            "features", "plant", "--from", "2015-01-05", "--to", "2015-01-07", "--out", "features.csv", "--json")).Done().Document;

        FieldsOf(document).ShouldHave(document, "run rows columns seconds");
        var lines = await File.ReadAllLinesAsync(workspace.PathOf("features.csv"), TestContext.Current.CancellationToken);
        lines.Length.ShouldBe(document.GetProperty("rows").GetInt32() + 1);
        lines[0].Split(',').ShouldBe(document.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!));
        lines.Length.ShouldBe(20 * 2 * 2 + 1);
    }

    [Fact]
    public async Task Train()
    {
        using var workspace = await plant.CopyAsync();

        var document = (await workspace.RunAsync([.. Plant.Train, "--json"])).Done().Document;

        FieldsOf(document).ShouldHave(document, "run model version algorithm rows positives thresholds metrics seconds");
        document.GetProperty("version").GetInt32().ShouldBe(1, "the same work is the same version");
        FieldsOf(document.GetProperty("metrics")).ShouldHave(document, "calibrate test");
    }

    [Fact]
    public async Task Score()
    {
        using var workspace = await plant.CopyAsync();

        var document = (await workspace.RunAsync([.. Plant.Score, "--json"])).Done().Document;

        FieldsOf(document).ShouldHave(document, "run results model version rows written unchanged alarms seconds");
        document.GetProperty("written").GetInt64().ShouldBe(0);
        document.GetProperty("alarms").GetInt64().ShouldBe(0);
        document.GetProperty("unchanged").GetInt64().ShouldBe(document.GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task Evaluate()
    {
        using var workspace = await plant.CopyAsync();

        var document = (await workspace.RunAsync("evaluate", "march", "--json")).Done().Document;

        FieldsOf(document).ShouldHave(
            document, "results rows unlabelled confusion accuracy precision recall f1 components events");
        foreach (var component in document.GetProperty("components").EnumerateObject())
            FieldsOf(component.Value).ShouldHave(document, "precision recall f1 prAuc brier");
        FieldsOf(document.GetProperty("events")).ShouldHave(
            document, "failures warned recall leadTimeHours falseAlarmsPerMachineMonth cost");
        var counted = document.GetProperty("confusion").EnumerateArray().SelectMany(row => row.EnumerateArray())
            .Sum(cell => cell.GetInt64());
        counted.ShouldBe(document.GetProperty("rows").GetInt64() - document.GetProperty("unlabelled").GetInt64());
    }

    [Fact]
    public async Task Predictions_ranks_the_machines()
    {
        using var workspace = await plant.CopyAsync();

        var document = (await workspace.RunAsync("predictions", "march", "--top", "5", "--json")).Done().Document;

        var machines = document.GetProperty("machines").EnumerateArray().ToList();
        machines.Count.ShouldBe(5);
        machines.Select(machine => machine.GetProperty("probability").GetDouble()).ShouldBeInOrder(SortDirection.Descending);
        FieldsOf(machines[0]).ShouldHave(document, "machine time component probability threshold reasons");
    }

    [Fact]
    public async Task Runs_and_models_are_listed_shown_and_promoted()
    {
        using var workspace = await plant.CopyAsync();

        var runs = (await workspace.RunAsync("runs", "list", "--json")).Done().Document.GetProperty("runs").EnumerateArray().ToList();
        var run = (await workspace.RunAsync("runs", "show", runs[0].GetProperty("id").GetString()!, "--json")).Done().Document;
        var watched = (await workspace.RunAsync("runs", "watch", runs[0].GetProperty("id").GetString()!, "--json")).Done().Document;
        (await workspace.RunAsync([.. Plant.Train, "--horizon", "48h"])).Done();
        (await workspace.RunAsync("models", "promote", "plant@2", "--reason", "It looks less far ahead", "--json")).Done();
        var model = (await workspace.RunAsync("models", "show", "plant@champion", "--json")).Done().Document;
        var compared = (await workspace.RunAsync("models", "compare", "--json")).Done().Document.GetProperty("models")
            .EnumerateArray().ToList();
        var words = (await workspace.RunAsync("models", "compare", "plant@1", "plant@2")).Done();

        runs.Select(each => each.GetProperty("kind").GetString()).ShouldBe(["score", "train", "ingest"]);
        run.GetProperty("result").GetProperty("results").GetString().ShouldBe("march");
        watched.GetProperty("run").GetProperty("state").GetString().ShouldBe("succeeded");
        model.GetProperty("model").GetProperty("version").GetInt32().ShouldBe(2);
        model.GetProperty("promotions").EnumerateArray().Last().GetProperty("reason").GetString().ShouldBe("It looks less far ahead");
        compared.Select(each => each.GetProperty("version").GetInt32()).ShouldBe([1, 2]);
        compared[1].GetProperty("test").GetProperty("f1").GetDouble()
            .ShouldBe(model.GetProperty("metrics").GetProperty("test").GetProperty("f1").GetDouble());
        words.Out.ShouldContain("plant@2");
        words.Out.ShouldContain("do not say which is better");
    }

    [Fact]
    public async Task Report_is_a_page_of_its_own()
    {
        using var workspace = await plant.CopyAsync();

        (await workspace.RunAsync("report", "march", "--out", "march.html", "--json")).Done();

        var html = await File.ReadAllTextAsync(workspace.PathOf("march.html"), TestContext.Current.CancellationToken);
        html.ShouldContain("<html", Case.Insensitive);
        Regex.Matches(html, "(?:src|href)=\"(?!#|data:)[^\"]*\"").ShouldBeEmpty();
    }

    private static Fields FieldsOf(JsonElement element) => new(element);

    private readonly record struct Fields(JsonElement Element)
    {
        /// <summary>The agreed fields are there; more may be.</summary>
        public void ShouldHave(JsonElement document, string agreed)
        {
            var names = Element.EnumerateObject().Select(field => field.Name).ToHashSet();
            agreed.Split(' ').Where(name => !names.Contains(name)).ShouldBeEmpty(document.ToString());
        }
    }
}
