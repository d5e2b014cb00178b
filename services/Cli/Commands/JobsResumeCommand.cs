using System.CommandLine;
using Presage.Application.Jobs;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class JobsResumeCommand
{
    private static readonly string[] CatchUps = ["none", "latest", "all"];

    public static Command Create()
    {
        var job = JobsCommand.JobArgument();
        var catchUp = CommandOptions.Choice("--catch-up", "What becomes of the intervals that the pause has skipped.", CatchUps);
        return new Command("resume", "Have a job go on that was paused.") { job, catchUp }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var resumed = await store.Get<IJobActions>().ResumeAsync(
                new JobResumption(call.Get(job), call.Get(catchUp)), Environment.UserName, call.Cancellation);
            call.Terminal.Result(resumed, _ => call.Terminal.Say(
                $"Resumed {resumed.Job}, paused since {Format.Time(resumed.PausedSince)}: "
                + $"{Format.Count(resumed.CaughtUp.Count, "interval")} caught up with, {Format.Count(resumed.LeftOut.Count)} left out."));
        });
    }
}
