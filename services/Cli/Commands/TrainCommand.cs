using System.CommandLine;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Hosting.Runs;

namespace Presage.Cli.Commands;

internal static class TrainCommand
{
    public static Command Create()
    {
        var dataset = CommandOptions.Dataset();
        var from = ValueOptions.Time("--from", "Beginning of the range, exclusive.", required: true);
        var to = ValueOptions.Time("--to", "End of the range, inclusive.", required: true);
        var preset = CommandOptions.Preset();
        var horizon = ValueOptions.Hours("--horizon", "How far ahead failures are predicted, such as 84h or 3.5d; by default the scenario's.");
        var model = new Option<string?>("--model") { Description = "Name in the registry; by default the data set's.", HelpName = "NAME" };
        var seed = ValueOptions.Seed("--seed", "Seed of everything random. [default: 1]");
        var asOf = ValueOptions.Time("--as-of", "Only records known at this moment count. [default: now]");
        var sweep = new SweepOptions(InstalledTrainers.Catalog);
        var command = new Command("train", "Train a model on a range of a data set and register it.")
        {
            dataset, from, to, preset, horizon, model, seed, asOf,
        };
        sweep.AddTo(command);
        return command.WithRange(from, to).Does(call => RunAsync(call, id => sweep.Fill(
            new StartTraining(
                id, call.Get(dataset), call.Get(from)!.Value, call.Get(to)!.Value, call.Get(model), Preset: call.Get(preset),
                HorizonHours: call.Get(horizon), Seed: call.Get(seed) ?? 1, AsOf: call.Get(asOf)),
            call.Values)));
    }

    private static async Task RunAsync(CommandCall call, Func<string?, StartTraining> request)
    {
        await using var services = await call.StartServicesAsync();
        var run = await services.Get<RunDriver>().ExecuteAsync(RunKinds.Train, request, call.Terminal.Progress(), call.Cancellation);
        call.Terminal.Result(Json.Read<TrainResult>(run.Result!), result => TrainView.Show(call.Terminal, result));
    }
}
