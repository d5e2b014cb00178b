namespace Presage.Scheduler;

/// <summary>Ids of runs of steps, and what they say.</summary>
internal static class StepRunIds
{
    /// <summary>
    /// The job runs that a run may be a step of: a step's run is called as its job run and, after a dot, the step. The id of a backfilled
    /// job run has a dot itself.
    /// </summary>
    public static IEnumerable<string> JobRunsOf(string run)
    {
        for (var (dot, dots) = (run.IndexOf('.', StringComparison.Ordinal), 0); dot > 0 && dots < 2; dots++)
        {
            yield return run[..dot];
            dot = run.IndexOf('.', dot + 1);
        }
    }

    /// <summary>The token of another job's run that is a step: letters, digits and hyphens of the step's id.</summary>
    public static string TokenOf(string stepRun) => stepRun.Replace('.', '-').ToLowerInvariant();
}
