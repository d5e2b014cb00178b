using System.CommandLine;
using Presage.Application.Jobs;
using Presage.Cli.Execution;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class JobsHistoryCommand
{
    private static readonly string[] Outcomes = ["started", "buffered", "merged", "skipped", "missed", "moved", "excluded"];

    public static Command Create()
    {
        var job = JobsCommand.JobArgument();
        var from = ValueOptions.Time("--from", "Only what was after this time.");
        var to = ValueOptions.Time("--to", "Only what was at this time or before.");
        var outcome = CommandOptions.Choice("--outcome", "Only intervals of which this became.", Outcomes);
        var most = ValueOptions.Count("--most", "Show at most so many intervals, the latest, and as much of all else. [default: 1000]");
        return new Command("history", "Tell what became of a job: every interval and why, what was done with it and by whom, and the gaps.")
            {
                job, from, to, outcome, most,
            }
            .WithRange(from, to)
            .Does(async call =>
            {
                await using var store = call.OpenStore();
                var filter = new JobHistoryFilter(call.Get(from), call.Get(to), call.Get(outcome), call.Get(most));
                var history = await store.Get<IJobActions>().HistoryAsync(call.Get(job), filter, call.Cancellation);
                call.Terminal.Result(history, _ => JobHistoryView.Show(call.Terminal, history));
            });
    }
}
