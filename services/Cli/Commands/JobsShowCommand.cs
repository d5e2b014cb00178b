using System.CommandLine;
using Presage.Application.Jobs;
using Presage.Cli.Execution;
using Presage.Cli.Parsing;
using Presage.Engine;

namespace Presage.Cli.Commands;

internal static class JobsShowCommand
{
    private const int UsualNext = 3;

    public static Command Create()
    {
        var name = new Argument<string>("JOB")
        {
            Description = "Name of the job, or id of a run of one.",
            HelpName = "JOB|JOBRUN",
        };
        var next = ValueOptions.Count("--next", $"Show that many coming runs with their parameters. [default: {UsualNext}]", minimum: 0);
        return new Command("show", "Show a job and what it is doing and will do, or a run of it with its steps.") { name, next }
            .Does(async call =>
            {
                await using var store = call.OpenStore();
                await ShowAsync(call, store.Get<IJobActions>(), call.Get(name), call.Get(next) ?? UsualNext);
            });
    }

    private static async Task ShowAsync(CommandCall call, IJobActions jobs, string name, int next)
    {
        try
        {
            var job = await jobs.ShowAsync(name, next, call.Cancellation);
            call.Terminal.Result(job, _ => JobView.Show(call.Terminal, job));
        }
        catch (PresageException unknown) when (unknown.Code == "unknown-job")
        {
            if (await jobs.FindRunAsync(name, call.Cancellation) is not { } run)
                throw;

            call.Terminal.Result(run, _ => JobRunView.Show(call.Terminal, run));
        }
    }
}
