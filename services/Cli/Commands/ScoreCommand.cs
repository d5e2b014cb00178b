using System.CommandLine;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class ScoreCommand
{
    public static Command Create()
    {
        var dataset = CommandOptions.Dataset();
        var from = ValueOptions.Time("--from", "Beginning of the range, exclusive.", required: true);
        var to = ValueOptions.Time("--to", "End of the range, inclusive.", required: true);
        var results = new Option<string>("--results")
        {
            Description = "Name of the result set to write to.",
            HelpName = "NAME",
            Required = true,
        };
        var model = new Option<string?>("--model")
        {
            Description = "Model to score with; by default the data set's champion.",
            HelpName = "NAME[@VERSION|@champion]",
        };
        var asOf = ValueOptions.Time("--as-of", "Only records known at this moment count. [default: now]");
        return new Command("score", "Predict the failures of every machine in a range.") { dataset, from, to, results, model, asOf }
            .WithRange(from, to)
            .Does(call => RunAsync(call, new StartScoring(
                null, call.Get(dataset), call.Get(from)!.Value, call.Get(to)!.Value, call.Get(results), call.Get(model), call.Get(asOf))));
    }

    private static async Task RunAsync(CommandCall call, StartScoring request)
    {
        await using var services = await call.StartServicesAsync();
        var result = await call.ExecuteAsync<ScoreResult>(services, requests => requests.ScoreAsync(request, call.Cancellation));
        call.Terminal.Result(result, _ => Show(call.Terminal, result));
    }

    private static void Show(Terminal terminal, ScoreResult result)
    {
        terminal.Say(
            $"{Format.Count(result.Rows)} rows scored with {result.Model}@{result.Version} into {result.Results}: "
            + $"{Format.Count(result.Written)} written, {Format.Count(result.Unchanged)} unchanged, "
            + $"{Format.Count(result.Alarms)} new alarms.");
        Notices.Show(terminal, result.Notices);
        terminal.Say($"Run {result.Run}, {Format.Seconds(result.Seconds)}. See them with: presage predictions {result.Results}");
    }
}
