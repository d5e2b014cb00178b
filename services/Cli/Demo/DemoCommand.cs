using System.CommandLine;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Demo;

internal static class DemoCommand
{
    public static Command Create()
    {
        var machines = ValueOptions.Count("--machines", $"Number of machines. [default: {SimulationRequest.UsualMachines}]");
        var days = ValueOptions.Count("--days", $"Number of days. [default: {SimulationRequest.UsualDays}]");
        var seed = ValueOptions.Seed(
            "--seed", $"Seed of the made-up records and of the training. [default: {SimulationRequest.UsualSeed}]");
        var report = new Option<string>("--out")
        {
            Description = "Report to write.",
            HelpName = "FILE",
            DefaultValueFactory = _ => "report.html",
        };
        return new Command("demo", "Make up a fleet, ingest it, train, score, evaluate and write a report.")
            {
                machines, days, seed, report,
            }
            .Does(call => RunAsync(call, new DemoSettings(
                call.Get(machines) ?? SimulationRequest.UsualMachines, call.Get(days) ?? SimulationRequest.UsualDays,
                call.Get(seed) ?? SimulationRequest.UsualSeed, call.Data, call.OutputFile(report))));
    }

    private static async Task RunAsync(CommandCall call, DemoSettings settings)
    {
        await using var services = await call.StartServicesAsync(new EmbeddedSettings([settings.Files]));
        var result = await new DemoScript(settings, services, call).RunAsync(call.Cancellation);
        call.Terminal.Result(result, _ => DemoView.Show(call.Terminal, result));
    }
}
