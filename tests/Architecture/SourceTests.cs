using System.Text.RegularExpressions;
using Presage.Scenarios;

namespace Presage.Tests.Architecture;

public sealed partial class SourceTests
{
    private const int LongestLine = 140;
    private const int LongestFile = 400;
    private const int LongestProgram = 25;
    private const string CommandLine = "services/Cli/";

    private const string TerminalOfProcesses = "services/Hosting/Terminal.cs: Console.";

    /// <summary>
    /// Parts of one algorithm in folders of their own; whoever uses the learner uses one namespace. Its tests lie likewise.
    /// </summary>
    private static readonly string[] s_learner = ["Presage.Engine.Learning", "Presage.Tests.Engine.Learning"];

    [Fact]
    public void Namespaces_are_folders()
    {
        var wrong = Repository.Sources
            .Where(source => source.Namespace is not null && source.Namespace != FolderNamespace(source))
            .Select(source => $"{source.Path}: {source.Namespace} instead of {FolderNamespace(source)}");

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void A_program_says_what_its_process_is_in_a_few_lines()
    {
        var wrong = Repository.Sources
            .Where(source => source.Path.EndsWith("/Program.cs", StringComparison.Ordinal) && source.Lines.Length > LongestProgram)
            .Select(source => $"{source.Path}: {source.Lines.Length} lines");

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void No_file_is_long()
    {
        var wrong = Repository.Sources
            .Where(source => source.Lines.Length > LongestFile)
            .Select(source => $"{source.Path}: {source.Lines.Length} lines");

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void What_goes_on_as_long_as_a_process_does_not_make_its_stop_look_like_a_crash()
    {
        var wrong = Repository.Sources
            .Where(source => source.Path.StartsWith("services/", StringComparison.Ordinal)
                && !source.Path.EndsWith("/LifelongService.cs", StringComparison.Ordinal)
                && source.Lines.Any(line => line.Contains(": BackgroundService", StringComparison.Ordinal)))
            .Select(source => source.Path);

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_clock_comes_in_from_outside()
    {
        Offenders(SystemClock()).ShouldBeEmpty();
    }

    [Fact]
    public void No_code_knows_the_names_of_the_shipped_scenario()
    {
        var scenario = ScenarioReader.Read(ScenarioCatalog.Load("azure-pdm"), "azure-pdm");
        var names = scenario.Sensors.Select(sensor => sensor.Name).Concat(scenario.Errors).Concat(scenario.Components).Select(Regex.Escape);

        Offenders(new Regex($@"(?<![\p{{L}}\d])({string.Join('|', names)})(?![\p{{L}}\d])", RegexOptions.IgnoreCase)).ShouldBeEmpty();
    }

    [Fact]
    public void No_regions_and_no_notes_to_self()
    {
        var wrong = Repository.Sources
            .Where(source => !source.Path.EndsWith("SourceTests.cs", StringComparison.Ordinal))
            .SelectMany(source => source.Lines.Where(line => Unfinished().IsMatch(line)).Select(line => $"{source.Path}: {line.Trim()}"));

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_command_line_knows_a_terminal()
    {
        var packages = Repository.Projects
            .Where(project => project.Packages.Any(package => package.Name is "Spectre.Console" or "System.CommandLine"))
            .Where(project => !project.Path.StartsWith("tests/", StringComparison.Ordinal))
            .Select(project => project.Name);

        packages.ShouldBe(["Cli"]);
        Offenders(Terminal()).Where(offender => !offender.StartsWith(CommandLine, StringComparison.Ordinal))
            .ShouldBe([TerminalOfProcesses]);
    }

    [Fact]
    public void Nothing_but_the_command_line_names_it()
    {
        Offenders(new Regex(@"\bPresage\.Cli\b"))
            .Where(offender => !offender.StartsWith(CommandLine, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_command_line_speaks_of_its_commands()
    {
        Offenders(SpokenCommand()).Where(offender => !offender.StartsWith(CommandLine, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Use_cases_know_no_web()
    {
        Offenders(Web()).Where(offender => offender.StartsWith("services/Application/", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void There_is_one_way_to_build_it()
    {
        // The first release was built in two.
        var files = Repository.Texts()
            .Where(file => file.Path is not ("tests/Architecture/SourceTests.cs" or "tests/EndToEnd/Upgrade/FirstRelease.cs"));

        files.Where(file => Edition().IsMatch(file.Text)).Select(file => file.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Lines_fit_on_a_screen()
    {
        var wrong = Repository.Sources.SelectMany(source => source.Lines.Index()
            .Where(line => line.Item.Length > LongestLine)
            .Select(line => $"{source.Path}:{line.Index + 1}: {line.Item.Length} characters"));

        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Offenders(Regex pattern) =>
        Repository.ProductSources.Where(source => pattern.IsMatch(source.Code))
            .Select(source => $"{source.Path}: {pattern.Match(source.Code).Value}");

    private static string FolderNamespace(SourceFile source)
    {
        var project = Repository.Projects.Single(project => source.Path.StartsWith(project.Folder + "/", StringComparison.Ordinal));
        var root = project.Folder.StartsWith("tests/", StringComparison.Ordinal) ? "Presage.Tests" : "Presage";
        var folders = source.Path[(project.Folder.Length + 1)..].Split('/')[..^1];
        var name = string.Join('.', [root, project.Name, .. folders]);
        return Array.Find(s_learner, learner => name.StartsWith(learner + ".", StringComparison.Ordinal)) ?? name;
    }

    [GeneratedRegex(@"\bConsole\.|\bSpectre\b|\bSystem\.CommandLine\b")]
    private static partial Regex Terminal();

    /// <summary>In a text: a command, or an option with its name.</summary>
    [GeneratedRegex("""
        "[^"\n]*(\bpresage [a-z]+ [a-zA-Z]|[ (]--[a-z])
        """)]
    private static partial Regex SpokenCommand();

    [GeneratedRegex(@"\bMicrosoft\.AspNetCore\b|\bSystem\.Net\b|\bHttp(Client|Context|Request|Response)\b")]
    private static partial Regex Web();

    [GeneratedRegex(@"\beditions?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Edition();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b")]
    private static partial Regex SystemClock();

    [GeneratedRegex(@"^\s*#(region|endregion)\b|\b(TODO|FIXME|HACK|XXX)\b|\bNotImplementedException\b")]
    private static partial Regex Unfinished();
}
