using System.CommandLine;
using Presage.Application.Jobs;
using Presage.Cli.Execution;

namespace Presage.Cli.Commands;

internal static class JobsCancelCommand
{
    public static Command Create()
    {
        var id = JobsCommand.JobRunArgument();
        return new Command("cancel", "End a run of a job with what it is doing.") { id }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var run = await store.Get<IJobActions>().CancelAsync(call.Get(id), Environment.UserName, call.Cancellation);
            call.Terminal.Result(run, _ => JobRunView.Show(call.Terminal, run));
        });
    }
}
