using System.CommandLine;
using Presage.Application.Jobs;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class JobsDeleteCommand
{
    public static Command Create()
    {
        var job = JobsCommand.JobArgument();
        var yes = Confirmation.Option();
        return new Command("delete", "Delete a job with its history; what its runs made stays.") { job, yes }.Does(async call =>
        {
            await using var store = call.OpenStore();
            var jobs = store.Get<IJobActions>();
            call.Confirm(yes, WordsOf(await jobs.PlanDeletionAsync(call.Get(job), call.Cancellation)));
            var gone = await jobs.DeleteAsync(call.Get(job), call.Cancellation);
            call.Terminal.Result(gone, _ => call.Terminal.Say($"Deleted {WordsOf(gone)}."));
        });
    }

    private static string WordsOf(JobDeletion job) =>
        $"the job {job.Job} with {Format.Count(job.Versions, "version")}, the history of {Format.Count(job.Occurrences, "interval")}, "
        + $"{Format.Count(job.Runs, "job run")} and {Format.Count(job.Backfills, "backfill")}";
}
