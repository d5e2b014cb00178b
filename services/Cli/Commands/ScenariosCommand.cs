using System.CommandLine;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Engine.Scenarios;
using Presage.Scenarios;

namespace Presage.Cli.Commands;

internal static class ScenariosCommand
{
    public static Command Create() => new("scenarios", "Descriptions of kinds of data.") { List(), Show(), Check() };

    private static Command List() => new Command("list", "List the built-in scenarios.").Does(call =>
    {
        var names = ScenarioCatalog.Names;
        call.Terminal.Result(new { scenarios = names }, _ => call.Terminal.Say(string.Join(Environment.NewLine, names)));
        return Task.CompletedTask;
    });

    private static Command Show()
    {
        var name = new Argument<string>("SCENARIO") { Description = "Built-in name or YAML file.", HelpName = "NAME|FILE" };
        return new Command("show", "Print a scenario's text, for instance as the beginning of one's own.") { name }.Does(call =>
        {
            var yaml = ScenarioCatalog.Load(call.Get(name));
            call.Terminal.Result(new { scenario = yaml }, _ => call.Terminal.Say(yaml.TrimEnd()));
            return Task.CompletedTask;
        });
    }

    private static Command Check()
    {
        var file = new Argument<string>("FILE") { Description = "YAML file.", HelpName = "FILE" };
        return new Command("check", "Check a scenario's file.") { file }.Does(call =>
        {
            var scenario = ScenarioReader.Read(ScenarioCatalog.Load(call.Get(file)), call.Get(file));
            call.Terminal.Result(Summary(scenario), _ => call.Terminal.Say(
                $"{call.Get(file)} is a good scenario: {scenario.Name}, {scenario.Sensors.Count} sensors, {scenario.Errors.Count} error types, "
                + $"{scenario.Components.Count} components, horizon {Format.Hours(scenario.Horizon.TotalHours)}."));
            return Task.CompletedTask;
        });
    }

    private static object Summary(Scenario scenario) => new
    {
        scenario = scenario.Name,
        scenario.Hash,
        sensors = scenario.Sensors.Select(sensor => sensor.Name),
        scenario.Errors,
        scenario.Components,
        horizonHours = scenario.Horizon.TotalHours,
    };
}
