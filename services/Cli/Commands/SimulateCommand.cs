using System.CommandLine;
using System.Diagnostics;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Cli.Simulation;
using Presage.Scenarios;

namespace Presage.Cli.Commands;

internal static class SimulateCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "Directory to write the files to." };
        var machines = ValueOptions.Count("--machines", "Number of machines. [default: 100]");
        var days = ValueOptions.Count("--days", "Number of days. [default: 365]");
        var seed = ValueOptions.Seed("--seed", "The same seed gives the same files. [default: 1]");
        var scenario = new Option<string>("--scenario")
        {
            Description = "Scenario to make up data of.",
            HelpName = "NAME|FILE",
            DefaultValueFactory = _ => CommandOptions.DefaultScenario,
        };
        return new Command("simulate", "Write the files of a made-up fleet.") { directory, machines, days, seed, scenario }.Does(call => RunAsync(
            call, Path.GetFullPath(call.Get(directory)), call.Get(scenario), call.Get(machines) ?? Fleet.Machines, call.Get(days) ?? Fleet.Days,
            call.Get(seed) ?? Fleet.Seed));
    }

    private static async Task RunAsync(CommandCall call, string directory, string scenario, int machines, int days, long seed)
    {
        var begun = Stopwatch.GetTimestamp();
        var summary = await Fleet.WriteAsync(
            ScenarioCatalog.Read(scenario), directory, machines, days, seed, call.Terminal.Progress(), call.Cancellation);
        var seconds = Math.Round(Stopwatch.GetElapsedTime(begun).TotalSeconds, 3);
        var document = new
        {
            directory,
            summary.Machines,
            days,
            seed,
            summary.Readings,
            summary.Errors,
            summary.Replacements,
            summary.Failures,
            summary.Files,
            seconds,
        };
        call.Terminal.Result(document, _ => call.Terminal.Say(
            $"{Format.Count(summary.Readings)} readings of {Format.Count(machines)} machines, {Format.Count(summary.Errors)} errors, "
            + $"{Format.Count(summary.Replacements)} replacements and {Format.Count(summary.Failures)} failures written to {directory} "
            + $"({Format.Seconds(seconds)})."));
    }
}
