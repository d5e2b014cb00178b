using System.CommandLine;
using System.CommandLine.Parsing;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Scenarios;

namespace Presage.Cli.Commands;

internal static class IngestCommand
{
    private const int MostLines = 10;

    public static Command Create()
    {
        var dataset = CommandOptions.Dataset();
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files, or folders with the scenario's files.",
            Arity = ArgumentArity.OneOrMore,
        };
        var scenario = new Option<string?>("--scenario")
        {
            Description = "Scenario of a new data set: a built-in name or a YAML file. [default: azure-pdm]",
            HelpName = "NAME|FILE",
        };
        var budget = ValueOptions.Share("--error-budget", "Refuse a file of which more cannot be read. [default: 5%]", "5%");
        var isNew = new Option<bool>("--new-machines") { Description = "Refuse files with machines that the data set knows already." };
        return new Command("ingest", "Read files into a data set; what was read before is not read twice.")
            {
                dataset, paths, scenario, budget, isNew,
            }
            .Does(call => RunAsync(
                call,
                new NewDataArrived(
                    null, call.Get(dataset), call.Get(scenario), call.Get(paths), ErrorBudget: call.Get(budget),
                    NewMachines: call.Get(isNew) ? true : null)));
    }

    private static async Task RunAsync(CommandCall call, NewDataArrived given)
    {
        var (paths, scenario) = (given.Sources, given.Scenario);
        RequireOrder(given.Dataset, paths);
        string[] sources = [.. paths.Select(Absolute)];
        scenario = Path.Exists(scenario) && !ScenarioCatalog.Names.Contains(scenario) ? Path.GetFullPath(scenario) : scenario;
        string[] allowed = [.. sources.Append(scenario ?? "").Where(Path.IsPathFullyQualified)];
        await using var services = await call.StartServicesAsync(new EmbeddedSettings(allowed, FollowLinks: true));
        var result = await call.ExecuteAsync<IngestResult>(
            services,
            requests => requests.IngestAsync(
                given with { Scenario = scenario, Sources = sources }, call.Cancellation));
        call.Terminal.Result(result, _ => Show(call.Terminal, result, call.Values));
        if (result.Refused.Count > 0)
            call.ExitCode = ExitCodes.DoneWithRefusals;
    }

    /// <summary>Who names the files first would be told that there is no file of the data set's name.</summary>
    private static void RequireOrder(string dataset, IReadOnlyList<string> paths)
    {
        if (Path.Exists(dataset) && paths is [var path] && !Path.Exists(path)
            && path.All(sign => char.IsLetterOrDigit(sign) || sign == '-'))
            throw new PresageException(
                ErrorKind.Usage, "wrong-order", $"'{dataset}' is a file or folder, and '{path}' is none: the data set comes first.",
                $"Give: presage ingest {path} {dataset}.");
    }

    /// <summary>The service may have another working directory. What is not a path at all is left for it to refuse.</summary>
    internal static string Absolute(string path) =>
        string.IsNullOrWhiteSpace(path) || path.Contains("://", StringComparison.Ordinal) ? path : Path.GetFullPath(path);

    private static void Show(Terminal terminal, IngestResult result, CommandResult values)
    {
        IngestView.ShowCounts(terminal, result);
        Notices.Show(terminal, result.Notices);

        IngestView.ShowRefused(terminal, result, values);
        ShowSome(terminal, result.Changes, "values were replaced or contradicted, such as:");
        ShowSome(terminal, [.. result.Quarantine.Select(IngestView.Line)], "rows were refused, or cells of them:");
        terminal.Say($"Data set {result.Dataset}, run {result.Run}, {Format.Seconds(result.Seconds)}.");
    }

    private static void ShowSome(Terminal terminal, IReadOnlyList<string> lines, string what)
    {
        if (lines.Count > 0)
            terminal.Say($"Some {what}");
        foreach (var line in lines.Take(MostLines))
            terminal.Say($"  {line}");
    }
}
