using System.Collections.ObjectModel;
using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>A job run that did not succeed does what failed once more, and what depends on it.</summary>
public static class Repairs
{
    /// <summary>
    /// The job run, to be committed: steps that failed or were cancelled, and those that need them, wait again; of a list only the items
    /// that did not succeed. They keep what their first attempts were resolved to.
    /// </summary>
    /// <param name="definition">Of the job run's version.</param>
    /// <exception cref="Engine.PresageException"><c>job-running</c>, <c>nothing-to-repair</c>.</exception>
    public static JobRun Of(JobRun run, JobDefinition definition, DateTime now)
    {
        var failed = Failed(run);
        var after = Dependents(definition, failed);
        return Reopened(run, now) with
        {
            Steps =
            [
                .. run.Steps.Select(step => after.Contains(step.Step) || (failed.Contains(step.Step) && step.State != StepState.Succeeded)
                    ? Once(step)
                    : step),
            ],
        };
    }

    /// <summary>
    /// The same with the job's present definition, with its parameters' defaults, and with what models, data and settings are now. Steps
    /// that have succeeded and depend on nothing that is done again stay when the present definition has them.
    /// </summary>
    /// <param name="definition">Of the job run's version.</param>
    /// <param name="current">The present definition.</param>
    /// <param name="version">Of the present definition.</param>
    /// <exception cref="Engine.PresageException">
    /// <c>job-running</c>, <c>nothing-to-repair</c>, <c>missing-parameter</c>: one without a default that the job run has no value of.
    /// </exception>
    public static JobRun Current(JobRun run, JobDefinition definition, JobDefinition current, int version, DateTime now)
    {
        var failed = Failed(run);
        failed.UnionWith(Dependents(definition, failed));
        failed.UnionWith(Dependents(current, failed));
        var given = run.Parameters.Where(value => current.Parameters.Any(one => one.Name == value.Key && one.Default is null));
        return Reopened(run, now) with
        {
            Version = version,
            Parameters = ParameterValues.Resolve(current, given.ToDictionary()),
            Steps = [.. current.Steps.SelectMany(step => Steps(run, step.Name, failed.Contains(step.Name)))],
        };
    }

    private static JobRun Reopened(JobRun run, DateTime now) => run with
    {
        State = JobRunState.Running,
        EndedAt = null,
        LooksAt = now,
        Cancel = null,
        Repairs = run.Repairs + 1,
    };

    private static HashSet<string> Failed(JobRun run)
    {
        if (run.EndedAt is null)
            throw Errors.StillRunning(run);

        var ended = run.Steps.Where(step => step.State is StepState.Failed or StepState.Cancelled);
        HashSet<string> failed = [.. ended.Select(step => step.Step)];
        return failed.Count > 0 ? failed : throw Errors.NothingToRepair(run);
    }

    // Those that need some of them, in as many steps as it takes.
    private static HashSet<string> Dependents(JobDefinition definition, HashSet<string> steps)
    {
        HashSet<string> after = [];
        for (var before = -1; before < after.Count;)
        {
            before = after.Count;
            foreach (var step in definition.Steps)
                if (step.Needs.Any(need => steps.Contains(need) || after.Contains(need)))
                    after.Add(step.Name);
        }

        return after;
    }

    // A list is gone through anew; attempts are counted on, since their runs' ids follow from them.
    private static List<StepRun> Steps(JobRun run, string name, bool isAgain)
    {
        var done = run.Steps.Where(step => step.Step == name).ToList();
        return done.Count == 0 ? [new StepRun(name, null, StepState.Waiting)]
            : !isAgain ? done
            : [new StepRun(name, null, StepState.Waiting, done.Max(step => step.Attempt), Before: done.Max(step => step.Attempt))];
    }

    private static StepRun Once(StepRun step) => step with
    {
        State = StepState.Waiting,
        Run = null,
        StartedAt = null,
        EndedAt = null,
        NotBefore = null,
        Why = null,
        Before = step.Attempt,
        Outputs = ReadOnlyDictionary<string, string>.Empty,
    };
}
