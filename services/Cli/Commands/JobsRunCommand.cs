using System.CommandLine;
using Presage.Application.Jobs;
using Presage.Cli.Execution;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class JobsRunCommand
{
    public static Command Create()
    {
        var job = JobsCommand.JobArgument();
        var set = ValueOptions.Texts("--set", "Parameter of the job; may be given several times.", "--set dataset=plant");
        var from = ValueOptions.Time("--from", "Beginning of the interval, exclusive. [default: end of the last planned one]");
        var to = ValueOptions.Time("--to", "End of the interval, inclusive. [default: now]");
        var token = new Option<string?>("--token")
        {
            Description = "Lower-case letters, digits and hyphens: given again it is the same run.",
            HelpName = "TOKEN",
        };
        var wait = JobExecution.WaitOption();
        return new Command("run", "Have a job run now, beside its schedule.") { job, set, from, to, token, wait }
            .WithRange(from, to)
            .Does(call => JobExecution.RunAsync(
                call, call.Get(wait),
                jobs => jobs.PathsAsync(new JobRunRequest(
                    call.Get(job), call.Get(set) ?? JobExecution.None, call.Get(from), call.Get(to)), call.Cancellation),
                jobs => jobs.RunAsync(
                    new JobRunRequest(call.Get(job), call.Get(set) ?? JobExecution.None, call.Get(from), call.Get(to), call.Get(token)),
                    Environment.UserName, call.Cancellation)));
    }
}
