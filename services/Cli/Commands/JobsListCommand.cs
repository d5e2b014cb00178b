using System.CommandLine;
using Presage.Application.Jobs;
using Presage.Cli.Execution;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class JobsListCommand
{
    public static Command Create()
    {
        var state = CommandOptions.Choice("--state", "Only jobs in this state.", JobStates.All);
        var page = new PageOptions(PageOptions.Largest);
        var command = new Command("list", "List jobs by name: what starts them, when next, and how the last run ended.") { state };
        page.AddTo(command);
        return command.Does(async call =>
        {
            await using var store = call.OpenStore();
            var list = await store.Get<IJobActions>().ListAsync(new JobFilter(call.Get(state)), page.Of(call), call.Cancellation);
            call.Terminal.Result(list, _ =>
            {
                JobView.ShowAll(call.Terminal, list.Jobs);
                PageOptions.ShowNext(call.Terminal, list.Next);
            });
        });
    }
}
