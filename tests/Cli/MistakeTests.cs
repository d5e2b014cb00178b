using System.Globalization;
using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli;

/// <summary>Mistakes of a user end as one sentence, a remedy and an exit code.</summary>
public sealed class MistakeTests(Plant plant)
{
    [Theory]
    [InlineData("trian plant", "Did you mean 'train'")]
    [InlineData("runs shwo x", "Did you mean 'show'")]
    [InlineData("runs", "list, show, watch, cancel, retry, delete")]
    [InlineData("runs cancel", "RUN")]
    [InlineData("runs retry", "RUN")]
    [InlineData("train plant --form 2015-01-01", "Did you mean '--from'")]
    [InlineData("train plant", "--from")]
    [InlineData("ingest plant", "PATH")]
    [InlineData("train plant --from 2015-13-01 --to 2015-03-01", "'2015-13-01' is not a time")]
    [InlineData("train plant --from yesterday --to 2015-03-01", "'yesterday' is not a time")]
    [InlineData("train plant --from 2015-03-01 --to 2015-01-01", "is empty")]
    [InlineData("train plant --from 2015-01-01 --to 2015-03-01 --trials many", "'many' is not a whole number")]
    [InlineData("train plant --from 2015-01-01 --to 2015-03-01 --horizon 3", "'3' is not a span")]
    [InlineData("train plant --from 2015-01-01 --to 2015-03-01 --algorithm random-forrest", "Did you mean 'random-forest'")]
    [InlineData("train plant --from 2015-01-01 --to 2015-03-01 --search halfing", "Did you mean 'halving'")]
    [InlineData("train plant --from 2015-01-01 --to 2015-03-01 --search halving --trials 2", "3 trials or more")]
    [InlineData("train plant --from 2015-01-01 --to 2015-03-01 --budget 90", "'90' is not a span of time")]
    [InlineData("train plant --from 2015-01-01 --to 2015-03-01 --folds 0", "'0' is not a whole number of at least 1")]
    [InlineData("train plant --from 2015-01-01 --to 2015-03-01 --folds 21", "1 to 20 folds")]
    [InlineData("train plant --from 2015-01-01 --to 2015-03-01 --set leaves=31", "--algorithm NAME")]
    [InlineData("train plant --from 2015-01-01 --to 2015-03-01 --set leaves", "'leaves' is not a name and a number")]
    [InlineData("train plant --from 2015-01-01 --to 2015-03-01 --algorithm gradient-boosting --set leafs=31", "has no parameter 'leafs'")]
    [InlineData(
        "train plant --from 2015-01-01 --to 2015-03-01 --algorithm gradient-boosting --set leaves=1", "The value 1 of parameter 'leaves'")]
    [InlineData("train plant --from 2015-01-01 --to 2015-03-01 --algorithm gradient-boosting --set leaves=31 --set leaves=63", "twice")]
    [InlineData("train plant --from 2015-01-01 --to 2015-03-01 --space nothing.yaml", "cannot be read")]
    [InlineData("evaluate march --threshold 7", "not a number from 0 to 1")]
    [InlineData("models export plant", "--out")]
    [InlineData("models export plant --out m --format xgboost-jsn", "Did you mean 'xgboost-json'")]
    [InlineData("predictions march --top 0", "not a whole number of at least 1")]
    [InlineData("predictions march extra", "too many")]
    [InlineData("serve --urls http://0.0.0.0:5080", "no authentication")]
    [InlineData("runs list --state dead", "Use one of: running, succeeded, failed, cancelled")]
    [InlineData("runs list --kind scoer", "Did you mean 'score'")]
    [InlineData("runs delete", "Which runs are meant is not said")]
    [InlineData("runs delete train-1 --older-than 90d", "Which runs are meant is not said")]
    [InlineData("datasets", "list, show, widen, delete")]
    [InlineData("quarantine list", "DATASET")]
    [InlineData("quarantine export plant", "--out")]
    public async Task Wrong_usage_is_told_with_exit_code_2(string command, string saying)
    {
        using var commandLine = new CommandLine();

        var words = await commandLine.RunAsync(command.Split(' '));
        var document = await commandLine.RunAsync([.. command.Split(' '), "--json"]);

        words.Failed(2, saying);
        words.Out.ShouldBeEmpty();
        document.ExitCode.ShouldBe(2);
        document.Failure.GetProperty("code").GetString().ShouldBe("wrong-usage");
        $"{document.Failure.GetProperty("message")} {document.Failure.GetProperty("remedy")}".ShouldContain(saying);
        Directory.Exists(commandLine.Data).ShouldBeFalse();
    }

    [Theory]
    [InlineData("train nothing --from 2015-01-01 --to 2015-03-01", "unknown-dataset", "plant")]
    [InlineData("features nothing --from 2015-01-01 --to 2015-03-01 --out f.csv", "unknown-dataset", "plant")]
    [InlineData("score plant --from 2015-03-01 --to 2015-04-01 --results r --model nothing", "unknown-model", "")]
    [InlineData("score plant --from 2015-03-01 --to 2015-04-01 --results r --model plant@99", "unknown-", "")]
    [InlineData("train plant --from 2017-01-01 --to 2017-03-01", "range-outside-data", "2015-")]
    [InlineData("score plant --from 2017-01-01 --to 2017-03-01 --results r", "range-outside-data", "2015-")]
    [InlineData("evaluate nothing", "unknown-results", "march")]
    [InlineData("predictions nothing", "unknown-results", "march")]
    [InlineData("report nothing --out r.html", "unknown-", "")]
    [InlineData("runs show nothing", "unknown-run", "runs list")]
    [InlineData("runs cancel nothing", "unknown-run", "runs list")]
    [InlineData("runs retry nothing", "unknown-run", "runs list")]
    [InlineData("runs delete nothing", "unknown-run", "runs list")]
    [InlineData("datasets show nothing", "unknown-dataset", "plant")]
    [InlineData("datasets delete nothing --yes", "unknown-dataset", "datasets list")]
    [InlineData("quarantine list nothing", "unknown-dataset", "plant")]
    [InlineData("faults show nothing", "unknown-fault", "faults list")]
    [InlineData("models show nothing", "unknown-model", "plant")]
    [InlineData("models compare plant@1 plant@99", "unknown-version", "plant@1")]
    [InlineData("models promote plant@99 --reason better", "unknown-version", "plant@1")]
    [InlineData("models export nothing --out m.presage", "unknown-model", "plant")]
    [InlineData("models export plant@99 --out m.presage", "unknown-version", "plant@1")]
    [InlineData("scenarios show nothing", "unknown-scenario", "azure-pdm")]
    public async Task What_is_not_there_is_told_with_exit_code_1_and_what_there_is(string command, string code, string remedy)
    {
        using var commandLine = await plant.CopyAsync();

        var document = await commandLine.RunAsync([.. command.Split(' '), "--json"]);

        document.ExitCode.ShouldBe(1, document.Error);
        document.Failure.GetProperty("code").GetString()!.ShouldStartWith(code);
        document.Failure.GetProperty("message").GetString()!.ShouldEndWith(".");
        document.Failure.GetProperty("remedy").GetString()!.ShouldContain(remedy);
    }

    [Fact]
    public async Task A_column_under_another_name_is_told_with_the_line_that_says_so()
    {
        using var commandLine = new CommandLine();
        commandLine.Write(
            "PdM_telemetry.csv", "datetime,machineID,voltage,rotate,pressure,vibration\n2015-01-01 06:00:00,1,170,450,100,40\n");

        var ingest = await commandLine.RunAsync("ingest", "plant", commandLine.PathOf("PdM_telemetry.csv"));

        ingest.Done().Out.ShouldContain("lacks columns of telemetry: volt");
        ingest.Out.ShouldContain("aliases: [\"voltage\"]");
    }

    [Fact]
    public async Task The_scenario_that_was_taken_because_none_was_named_is_told_with_the_option()
    {
        using var commandLine = new CommandLine();
        commandLine.Write("telemetry.csv", "time,machine,temp\n2015-01-01 06:00:00,1,170\n");

        var unnamed = await commandLine.RunAsync("ingest", "plant", commandLine.PathOf("telemetry.csv"));
        var named = await commandLine.RunAsync("ingest", "plant", commandLine.PathOf("telemetry.csv"), "--scenario", "azure-pdm");

        unnamed.Failed(1, "The scenario azure-pdm was taken, since none was named.").Sentence.ShouldContain("--scenario FILE");
        named.Failed(1, "lacks the columns").Sentence.ShouldNotContain("since none was named");
    }

    [Theory]
    [InlineData("ingest plant {0}/good*", "so that the shell replaces them")]
    [InlineData("ingest plant file://{0}/good", "Write the path alone")]
    [InlineData("ingest plant -", "what is piped in is not read")]
    [InlineData("ingest plant /dev/stdin", "it is a device or a pipe")]
    [InlineData("ingest plant {0}/plain", "Neither the name nor the columns")]
    [InlineData("ingest plant {0}", "There is no file of the scenario")]
    [InlineData("simulate {0}/plain --machines 2 --days 3", "Name another folder")]
    [InlineData("simulate /proc/none --machines 2 --days 3", "Name another folder")]
    public async Task What_a_newcomer_tries_is_told_with_what_to_do(string command, string saying)
    {
        using var commandLine = new CommandLine();
        commandLine.Write("plain", new string('x', 70_000));
        commandLine.Write("telemetry.parquet", "PAR1");

        var outcome = await commandLine.RunAsync(string.Format(CultureInfo.InvariantCulture, command, commandLine.Root));

        outcome.Failed(1, saying);
        outcome.Sentence.ShouldNotContain("report it with the log");
    }

    [Fact]
    public async Task Who_names_the_files_first_is_told_the_order()
    {
        using var commandLine = new CommandLine();

        (await commandLine.RunAsync("ingest", commandLine.Root, "plant")).Failed(2, $"Give: presage ingest plant {commandLine.Root}");
    }

    [Fact]
    public async Task Another_fleet_with_the_same_ids_is_told_and_refused_on_demand()
    {
        using var commandLine = await plant.CopyAsync();
        (await commandLine.RunAsync("simulate", commandLine.PathOf("other"), "--machines", "3", "--days", "30", "--seed", "9")).Done();

        var refused = await commandLine.RunAsync("ingest", "plant", commandLine.PathOf("other"), "--new-machines");
        var taken = await commandLine.RunAsync("ingest", "plant", commandLine.PathOf("other"));

        refused.Failed(1, "3 of the files' machines are known in the data set 'plant' already: 1, 2, 3");
        taken.Done().Out.ShouldContain("With --new-machines such files are refused");
    }

    [Theory]
    [InlineData("folder", "is a folder")]
    [InlineData("latin1.yaml", "is not text in UTF-8")]
    [InlineData("binary.yaml", "is not text in UTF-8")]
    [InlineData("large.yaml", "more than the 1,048,576")]
    [InlineData("empty.yaml", "is empty")]
    [InlineData("none.yaml", "There is no scenario")]
    [InlineData("loop.yaml", "links")]
    [InlineData("/dev/zero", "is a pipe or a device")]
    [InlineData("aliases.yaml", "aliases are not supported")]
    public async Task What_is_no_scenario_is_told_whichever_command_is_given_it(string name, string saying)
    {
        using var commandLine = new CommandLine();
        var cancellation = TestContext.Current.CancellationToken;
        Directory.CreateDirectory(commandLine.PathOf("folder"));
        await File.WriteAllBytesAsync(commandLine.PathOf("latin1.yaml"), [.. "name: k"u8, 0xfc, .. "hl"u8], cancellation);
        await File.WriteAllBytesAsync(commandLine.PathOf("binary.yaml"), [0x7f, 0x45, 0x4c, 0x46, 0xff, 0xfe, 0], cancellation);
        commandLine.Write("large.yaml", new string('#', 1_100_000));
        commandLine.Write("empty.yaml", "");
        File.CreateSymbolicLink(commandLine.PathOf("loop.yaml"), "loop.yaml");
        commandLine.Write("aliases.yaml", "a: &a [x, x]\nb: [*a, *a]\n");
        var scenario = Path.Combine(commandLine.Root, name);
        commandLine.Write("telemetry.csv", "time,machine,temp\n2015-01-01 06:00:00,1,170\n");

        (await commandLine.RunAsync("scenarios", "check", scenario)).Failed(1, saying);
        (await commandLine.RunAsync("ingest", "plant", commandLine.PathOf("telemetry.csv"), "--scenario", scenario)).Failed(1, saying);
    }
}
