using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>A job run is asked to end.</summary>
public static class Cancels
{
    /// <summary>The job run, to be committed; what it does is then cancelled, and nothing more of it begins.</summary>
    /// <param name="by">A person, or presage.</param>
    /// <param name="why">One sentence.</param>
    /// <exception cref="Engine.PresageException"><c>job-run-ended</c>.</exception>
    public static JobRun Of(JobRun run, string by, string why, DateTime now) =>
        run.EndedAt is not null ? throw Errors.HasEnded(run)
        : run.Cancel is not null ? run
        : run with { Cancel = $"Cancelled by {by}: {why}", LooksAt = now };
}
