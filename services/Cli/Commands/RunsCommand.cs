using System.CommandLine;
using Presage.Application.Runs;
using Presage.Cli.Execution;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class RunsCommand
{
    public static Command Create() => new("runs", "What was done, when, and how it ended.")
    {
        RunsListCommand.Create(),
        Show(),
        Watch(),
        Cancel(),
        RunsRetryCommand.Create(),
        RunsDeleteCommand.Create(),
    };

    public static Argument<string> RunArgument() => new("RUN") { Description = "Id of the run." };

    private static Command Show()
    {
        var id = RunArgument();
        return new Command("show", "Show a run with its stages and its outcome.") { id }.Does(async call =>
        {
            await using var store = call.OpenStore();
            Print(call, await store.Get<IRunActions>().ShowAsync(call.Get(id), call.Cancellation));
        });
    }

    private static Command Watch()
    {
        var id = RunArgument();
        return new Command("watch", "Follow a run that another process works on until it ends.") { id }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var runs = store.Get<IRunActions>();
            var run = (await runs.ShowAsync(call.Get(id), call.Cancellation)).Run.Id;
            await call.Terminal.FollowAsync(runs, run, estimate: true, isElsewhere: true, call.Cancellation);
            Print(call, await runs.RequireSuccessAsync(run, call.Cancellation));
        });
    }

    private static Command Cancel()
    {
        var id = RunArgument();
        return new Command("cancel", "End a run, whichever process works on it.") { id }.Does(async call =>
        {
            await using var store = call.OpenStore();
            Print(call, await store.Get<IRunActions>().CancelAsync(call.Get(id), null, call.Cancellation));
        });
    }

    public static void Print(CommandCall call, RunDetails run) =>
        call.Terminal.Result(run, _ => RunView.Show(call.Terminal, run, call.Values));
}
