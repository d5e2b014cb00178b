using System.CommandLine;
using Presage.Application.Runs;
using Presage.Cli.Execution;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class RunsListCommand
{
    private const int UsualMost = 20;

    public static readonly string[] Kinds = ["ingest", "features", "train", "score", "evaluate", "retract"];
    public static readonly string[] States = ["running", "succeeded", "failed", "cancelled"];

    public static Command Create()
    {
        var kind = CommandOptions.Choice("--kind", "Only runs of this kind.", Kinds);
        var state = CommandOptions.Choice("--state", "Only runs in this state.", States);
        var dataset = CommandOptions.OfDataset();
        var from = ValueOptions.Time("--from", "Only runs that started after this time.");
        var to = ValueOptions.Time("--to", "Only runs that started at this time or before.");
        var page = new PageOptions(UsualMost);
        var command = new Command("list", "List runs, the latest first.") { kind, state, dataset, from, to }.WithRange(from, to);
        page.AddTo(command);
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            var filter = new RunFilter(call.Get(kind), call.Get(state), call.Get(dataset), call.Get(from), call.Get(to));
            var list = await store.Get<IRunActions>().ListAsync(filter, page.Of(call), call.Cancellation);
            call.Terminal.Result(list, _ =>
            {
                RunView.ShowAll(call.Terminal, list.Runs);
                PageOptions.ShowNext(call.Terminal, list.Next);
            });
        });
    }
}
