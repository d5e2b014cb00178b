using System.CommandLine;
using Presage.Cli.Composition;
using Presage.Cli.Demo;
using Presage.Cli.Execution;
using Presage.Cli.Parsing;

namespace Presage.Cli.Commands;

internal static class DemoCommand
{
    public static Command Create()
    {
        var machines = ValueOptions.Count("--machines", "Number of machines. [default: 100]");
        var days = ValueOptions.Count("--days", "Number of days. [default: 365]");
        var seed = ValueOptions.Seed("--seed", "Seed of the made-up records and of the training. [default: 1]");
        var report = new Option<string>("--out")
        {
            Description = "Report to write.",
            HelpName = "FILE",
            DefaultValueFactory = _ => "report.html",
        };
        return new Command("demo", "Make up a fleet, ingest it, train, score, evaluate and write a report.") { machines, days, seed, report }
            .Does(async call =>
            {
                var settings = new DemoSettings(
                    call.Get(machines) ?? Fleet.Machines, call.Get(days) ?? Fleet.Days, call.Get(seed) ?? Fleet.Seed, call.Data, call.OutputFile(report));
                await using var services = await call.StartServicesAsync(new EmbeddedSettings([settings.Files]));
                var result = await new DemoScript(settings, services, call.Terminal).RunAsync(call.Cancellation);
                call.Terminal.Result(result, _ => DemoView.Show(call.Terminal, result));
            });
    }
}
