using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Hosting.Stores;
using Presage.Jobs.Decisions;
using Presage.Storage;

namespace Presage.Scheduler.Works;

/// <summary>
/// Steps that are runs of other jobs. Such a step is a run of the ledger like any other, which ends when the other job's does.
/// </summary>
internal sealed class JobSteps(JobRunChanges changes, IJobRuns jobRuns, IRuns runs, StoreTime time)
{
    private const string Parameter = "parameters.";

    /// <exception cref="PresageException"><c>unknown-job</c>; what is wrong with its parameters or its interval.</exception>
    public async Task StartAsync(JobRun parent, StepStart start, StepArguments step, CancellationToken cancellation)
    {
        var name = step.Text("job");
        var (from, to) = (step.OptionalTime("from") ?? parent.From, step.OptionalTime("to") ?? parent.To);
        var given = step.All.Where(argument => argument.Key.StartsWith(Parameter, StringComparison.Ordinal))
            .ToDictionary(argument => argument.Key[Parameter.Length..], argument => string.Join(", ", argument.Value));
        var child = await changes.AddAsync(
            name,
            (job, definition, now) => NewJobRun.Of(
                definition, job.Version, ChildOf(name, start.Run), NewJobRun.Job,
                $"The step {start.Step.Name} of the job run {parent.Id} starts it.", null, from, to, given, now) with
            {
                IsBulk = parent.IsBulk,
            },
            cancellation);

        var request = new DoStep(start.Run, parent.Id, start.Step.Name, start.Step.Kind, start.Arguments);
        var work = await runs.StartAsync(
            new Run(start.Run, RunKinds.Job, "", start.Run, Json.Write(request), from, to, await time.NowAsync(cancellation)),
            cancellation);
        if (work.State == RunState.Running && step.OptionalTruth("wait") == false)
            await SucceedAsync(work, child, cancellation);
    }

    /// <summary>Ends the runs of steps that wait for a job run which has ended.</summary>
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlyList<string>> EndThoseOfAsync(JobRun child, CancellationToken cancellation)
    {
        if (child.Cause != NewJobRun.Job)
            return [];

        var waiting = (await runs.UnfinishedAsync(cancellation))
            .Where(work => work.Kind == RunKinds.Job && ChildOf(work) == child.Id).ToList();
        foreach (var work in waiting)
            await EndAsync(work, cancellation);

        return [.. waiting.Select(work => work.Id)];
    }

    /// <summary>Ends the run of a step if the job run has ended that it waits for.</summary>
    public async Task EndAsync(Run work, CancellationToken cancellation)
    {
        var child = await jobRuns.FindAsync(ChildOf(work), cancellation);
        if (child?.State == JobRunState.Succeeded)
            await SucceedAsync(work, child, cancellation);
        else if (child?.State != JobRunState.Running)
            await runs.EndAsync(
                work.Id, child?.State == JobRunState.Cancelled ? RunState.Cancelled : RunState.Failed, null, ErrorOf(work, child),
                await time.NowAsync(cancellation), cancellation);
    }

    /// <summary>Has the job run end that a step waits for.</summary>
    public Task CancelAsync(Run work, string why, CancellationToken cancellation) =>
        changes.CancelAsync(ChildOf(work), why, cancellation);

    private async Task SucceedAsync(Run work, JobRun child, CancellationToken cancellation)
    {
        var result = new StepResult(new Dictionary<string, string>
        {
            [WorkOutputs.Run] = child.Id,
            [WorkOutputs.Outcome] = JobRunReasons.OutcomeOf(child),
        });
        await runs.EndAsync(work.Id, RunState.Succeeded, Json.Write(result), null, await time.NowAsync(cancellation), cancellation);
    }

    private static RunError ErrorOf(Run work, JobRun? child) => child is null
        ? new(ErrorKind.NotFound, "unknown-job-run", $"The job run {ChildOf(work)} is not there any more.", "Repair the job run.")
        : new(
            ErrorKind.Conflict, $"job-run-{JobRunReasons.OutcomeOf(child)}",
            $"The job run {child.Id} {JobRunReasons.OutcomeOf(child)}. {JobRunReasons.Of(child)}", "See why, and repair it.");

    private static string ChildOf(Run work) => ChildOf(Json.Read<DoStep>(work.Request).Arguments["job"][0], work.Id);

    private static string ChildOf(string job, string stepRun) => JobRunIds.Asked(job, StepRunIds.TokenOf(stepRun));
}
