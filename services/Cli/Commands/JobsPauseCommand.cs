using System.CommandLine;
using Presage.Application.Jobs;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Cli.Parsing;

namespace Presage.Cli.Commands;

internal static class JobsPauseCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("JOB") { Description = "Names of jobs.", Arity = ArgumentArity.OneOrMore };
        var reason = new Option<string>("--reason") { Description = "Why, for whoever wonders later.", HelpName = "TEXT", Required = true };
        var until = ValueOptions.Time("--until", "When they go on by themselves. [default: when they are resumed]");
        return new Command("pause", "Have schedules and triggers of jobs start nothing; what is running goes on.") { names, reason, until }
            .Does(async call =>
            {
                await using var store = call.OpenStore();
                var paused = await store.Get<IJobActions>().PauseAsync(
                    call.Get(names), call.Get(reason), call.Get(until), Environment.UserName, call.Cancellation);
                call.Terminal.Result(paused, _ =>
                {
                    foreach (var job in paused.Jobs)
                        call.Terminal.Say(
                            $"Paused {job.Job}{(job.Paused?.Until is { } end ? $" until {Format.Time(end)}" : "")}: {job.Paused?.Reason}");
                });
            });
    }
}
