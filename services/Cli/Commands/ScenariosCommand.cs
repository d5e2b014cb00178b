using System.CommandLine;
using Presage.Application.Scenarios;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class ScenariosCommand
{
    public static Command Create() => new("scenarios", "Descriptions of kinds of data.") { List(), Show(), Check() };

    private static Command List() => new Command("list", "List the built-in scenarios.").Does(async call =>
    {
        var list = await StorelessServices.Get<IScenarioActions>().ListAsync(call.Cancellation);
        call.Terminal.Result(list, _ => call.Terminal.Say(string.Join(Environment.NewLine, list.Scenarios)));
    });

    private static Command Show()
    {
        var name = new Argument<string>("SCENARIO") { Description = "Built-in name or YAML file.", HelpName = "NAME|FILE" };
        return new Command("show", "Print a scenario's text, for instance as the beginning of one's own.") { name }.Does(async call =>
        {
            var text = await StorelessServices.Get<IScenarioActions>().ShowAsync(call.Get(name), call.Cancellation);
            call.Terminal.Result(text, _ => call.Terminal.Say(text.Scenario.TrimEnd()));
        });
    }

    private static Command Check()
    {
        var file = new Argument<string>("FILE") { Description = "YAML file.", HelpName = "FILE" };
        return new Command("check", "Check a scenario's file.") { file }.Does(async call =>
        {
            var summary = await StorelessServices.Get<IScenarioActions>().CheckAsync(call.Get(file), call.Cancellation);
            call.Terminal.Result(summary, _ => Show(call.Terminal, call.Get(file), summary));
        });
    }

    private static void Show(Terminal terminal, string file, ScenarioSummary summary)
    {
        terminal.Say(
            $"{file} {(summary.Notices.Count == 0 ? "is a good scenario" : "can be read")}: {summary.Scenario}, "
            + $"{Format.Count(summary.Sensors.Count, "sensor")}, {Format.Count(summary.Errors.Count, "error type")}, "
            + $"{Format.Count(summary.Components.Count, "component")}, horizon {Format.Span(summary.HorizonHours)}.");
        Notices.Show(terminal, summary.Notices);
    }
}
