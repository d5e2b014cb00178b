using System.CommandLine;
using Presage.Application.Simulation;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class SimulateCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "Directory to write the files to." };
        var machines = ValueOptions.Count("--machines", $"Number of machines. [default: {SimulationRequest.UsualMachines}]");
        var days = ValueOptions.Count("--days", $"Number of days. [default: {SimulationRequest.UsualDays}]");
        var seed = ValueOptions.Seed("--seed", $"The same seed gives the same files. [default: {SimulationRequest.UsualSeed}]");
        var scenario = new Option<string>("--scenario")
        {
            Description = "Scenario to make up data of.",
            HelpName = "NAME|FILE",
            DefaultValueFactory = _ => SimulationRequest.UsualScenario,
        };
        return new Command("simulate", "Write the files of a made-up fleet.") { directory, machines, days, seed, scenario }
            .Does(call => RunAsync(call, new SimulationRequest(
                Path.GetFullPath(call.Get(directory)), call.Get(scenario), call.Get(machines) ?? SimulationRequest.UsualMachines,
                call.Get(days) ?? SimulationRequest.UsualDays, call.Get(seed) ?? SimulationRequest.UsualSeed)));
    }

    private static async Task RunAsync(CommandCall call, SimulationRequest request)
    {
        var fleet = await StorelessServices.Get<ISimulationActions>().WriteAsync(request, call.Terminal, call.Cancellation);
        call.Terminal.Result(fleet, _ => call.Terminal.Say(
            $"{Format.Count(fleet.Readings)} readings of {Format.Count(fleet.Machines)} machines, {Format.Count(fleet.Errors)} errors, "
            + $"{Format.Count(fleet.Replacements)} replacements and {Format.Count(fleet.Failures)} failures written to {fleet.Directory} "
            + $"({Format.Seconds(fleet.Seconds)})."));
    }
}
