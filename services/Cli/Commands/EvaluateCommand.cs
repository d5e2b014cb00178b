using System.CommandLine;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class EvaluateCommand
{
    public static Command Create()
    {
        var results = CommandOptions.Results();
        var threshold = ValueOptions.Share(
            "--threshold", "Judge with this probability threshold; by default each prediction's own.", "0.5");
        return new Command("evaluate", "Judge predictions against the failures that followed.") { results, threshold }
            .Does(call => RunAsync(call, new StartEvaluation(null, call.Get(results), call.Get(threshold))));
    }

    private static async Task RunAsync(CommandCall call, StartEvaluation request)
    {
        await using var services = await call.StartServicesAsync();
        var result = await call.ExecuteAsync<EvaluateResult>(services, requests => requests.EvaluateAsync(request, call.Cancellation));
        call.Terminal.Result(result, _ => EvaluationView.Show(call.Terminal, result));
    }
}
