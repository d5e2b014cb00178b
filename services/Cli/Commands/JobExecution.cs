using System.Collections.ObjectModel;
using System.CommandLine;
using Presage.Application.Jobs;
using Presage.Application.Runs;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Output;
using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Cli.Commands;

/// <summary>Commands that have a job run: they ask for it, and wait for its end where that is wanted.</summary>
internal static class JobExecution
{
    private const string Ingest = "ingest";

    public static readonly IReadOnlyDictionary<string, string> None = ReadOnlyDictionary<string, string>.Empty;

    public static Option<bool> WaitOption() => new("--wait")
    {
        Description = "Wait until it has ended, and show how far it is; without services elsewhere it is done in this process.",
    };

    /// <param name="paths">Files and folders that its steps read.</param>
    public static async Task RunAsync(
        CommandCall call, bool wait, Func<IJobActions, Task<IReadOnlyList<string>>> paths, Func<IJobActions, Task<JobRunStarted>> ask)
    {
        if (!wait)
        {
            await using var store = call.OpenStore();
            var asked = await ask(store.Get<IJobActions>());
            call.Terminal.Result(asked, _ => Show(call.Terminal, asked));
            return;
        }

        await using var services = await call.StartWithSchedulerAsync(paths);
        var jobs = services.Get<IJobActions>();
        var started = await ask(jobs);
        if (services.RunElsewhere && started.Waits is { } waits)
            call.Terminal.Note(waits);

        var ended = await FollowAsync(call, jobs, started.Run.Run.Id);
        Require(ended.Run);
        call.Terminal.Result(ended, _ => JobRunView.Show(call.Terminal, ended));
        if (await HasRefusalsAsync(ended, services.Get<IRunActions>(), call.Cancellation))
            call.ExitCode = ExitCodes.DoneWithRefusals;
    }

    /// <summary>All services with a scheduler in this process, or the way to those that run elsewhere.</summary>
    /// <param name="paths">Files and folders that may be read.</param>
    public static async Task<EmbeddedServices> StartWithSchedulerAsync(
        this CommandCall call, Func<IJobActions, Task<IReadOnlyList<string>>> paths)
    {
        IReadOnlyList<string> roots;
        await using (var store = call.OpenStore())
            roots = await paths(store.Get<IJobActions>());

        return await call.StartServicesAsync(
            new EmbeddedSettings([.. roots.Select(IngestCommand.Absolute)], FollowLinks: true, AdvancesJobs: true));
    }

    private static Task<JobRunDetails> FollowAsync(CommandCall call, IJobActions jobs, string id) =>
        call.Terminal.Progress().FollowAsync(async report =>
        {
            JobRunDetails? last = null;
            await foreach (var run in jobs.FollowAsync(id, call.Cancellation))
            {
                last = run;
                report(StepsOf(run));
            }

            return last!;
        });

    private static IReadOnlyList<ProgressStep> StepsOf(JobRunDetails run) =>
    [
        .. run.Steps.Where(step => step.StartedAt is not null).GroupBy(step => step.Step).Select(step => new ProgressStep(
            step.Key, step.Count(item => item.EndedAt is not null), step.Count())),
        .. run.Steps.Where(step => step is { State: "failed", Why: not null }).Select(step => new ProgressStep(
            $"{step.Step} {step.Item} failed", 0, 0, $"{step.Step} failed: {step.Why}", IsRemark: true)),
    ];

    private static void Require(JobRunSummary run)
    {
        if (run.State != "succeeded")
            throw new PresageException(
                ErrorKind.Invalid, "job-run-failed",
                run.Failure is { } failure ? $"The job run {run.Id} {run.State}: {failure}" : $"The job run {run.Id} was {run.State}.", "")
            {
                Run = run.Id,
            };
    }

    private static async Task<bool> HasRefusalsAsync(JobRunDetails job, IRunActions runs, CancellationToken cancellation)
    {
        foreach (var step in job.Steps.Where(step => step is { Kind: Ingest, Run: not null }))
            if ((await runs.ShowAsync(step.Run!, cancellation)).Run.Refused > 0)
                return true;

        return false;
    }

    private static void Show(Terminal terminal, JobRunStarted started)
    {
        JobRunView.Show(terminal, started.Run);
        if (started.TakenUp)
            terminal.Say("It had been asked for before.");
        if (started.Waits is { } waits)
            terminal.Say(waits);
    }
}
