using System.CommandLine;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Hosting.Runs;

namespace Presage.Cli.Commands;

internal static class EvaluateCommand
{
    public static Command Create()
    {
        var results = CommandOptions.Results();
        var threshold = ValueOptions.Share("--threshold", "Judge with this probability threshold; by default each prediction's own.", "0.5");
        return new Command("evaluate", "Judge predictions against the failures that followed.") { results, threshold }
            .Does(call => RunAsync(call, id => new StartEvaluation(id, call.Get(results), call.Get(threshold))));
    }

    private static async Task RunAsync(CommandCall call, Func<string?, StartEvaluation> request)
    {
        await using var services = await call.StartServicesAsync();
        var run = await services.Get<RunDriver>().ExecuteAsync(RunKinds.Evaluate, request, call.Terminal.Progress(), call.Cancellation);
        call.Terminal.Result(Json.Read<EvaluateResult>(run.Result!), result => EvaluationView.Show(call.Terminal, result));
    }
}
