using System.CommandLine;
using Presage.Application.Jobs;
using Presage.Cli.Execution;

namespace Presage.Cli.Commands;

internal static class JobsRepairCommand
{
    public static Command Create()
    {
        var id = JobsCommand.JobRunArgument();
        var current = new Option<bool>("--current")
        {
            Description = "With the definition, model and records of now, not with those that the run was first done with.",
        };
        var wait = JobExecution.WaitOption();
        return new Command("repair", "Have what failed in a run of a job, and what depends on it, done again.") { id, current, wait }
            .Does(call => JobExecution.RunAsync(
                call, call.Get(wait), jobs => jobs.PathsOfAsync(call.Get(id), call.Cancellation),
                jobs => jobs.RepairAsync(call.Get(id), call.Get(current), Environment.UserName, call.Cancellation)));
    }
}
