using Presage.Application.Jobs;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

internal static class BackfillExecution
{
    public static async Task RunAsync(
        CommandCall call, string job, string hash, bool wait, Func<IBackfillActions, Task<BackfillDetails>> ask)
    {
        if (!wait)
        {
            await using var store = call.OpenStore();
            var asked = await ask(store.Get<IBackfillActions>());
            call.Terminal.Result(asked, _ => BackfillView.Show(call.Terminal, asked));
            return;
        }

        await using var services = await call.StartWithSchedulerAsync(
            jobs => jobs.PathsAsync(new JobRunRequest(job, JobExecution.None), call.Cancellation));
        var backfills = services.Get<IBackfillActions>();
        var started = await ask(backfills);
        if (services.RunElsewhere && started.Waits is { } waits)
            call.Terminal.Note(waits);

        var ended = await call.Terminal.Progress().FollowAsync(async report =>
        {
            var last = started;
            await foreach (var now in backfills.FollowAsync(job, hash, call.Cancellation))
            {
                last = now;
                report([new ProgressStep("intervals", now.Backfill.Succeeded + now.Backfill.Failed, now.Backfill.Intervals)]);
            }

            return last;
        });
        call.Terminal.Result(ended, _ => BackfillView.Show(call.Terminal, ended));
        if (ended.Backfill.Failed > 0)
            call.ExitCode = ExitCodes.Failed;
    }
}
