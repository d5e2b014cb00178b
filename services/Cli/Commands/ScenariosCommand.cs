using System.CommandLine;
using Presage.Application.Scenarios;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Output;

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
            call.Terminal.Result(summary, _ => call.Terminal.Say(
                $"{call.Get(file)} is a good scenario: {summary.Scenario}, {summary.Sensors.Count} sensors, "
                + $"{summary.Errors.Count} error types, {summary.Components.Count} components, "
                + $"horizon {Format.Hours(summary.HorizonHours)}."));
        });
    }
}
