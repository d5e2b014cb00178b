using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>What was decided: what is stored first, and what is done then.</summary>
/// <param name="Commit">Its lease is the caller's to add.</param>
/// <param name="Cancel">Job runs that others are to take the place of, with why.</param>
/// <param name="HasMore">Whether there is more to decide at the same moment, which a commit has no room for.</param>
public sealed record JobDecision(JobCommit Commit, IReadOnlyList<RunEnd> Cancel, bool HasMore)
{
    /// <summary>Whether there is anything to store.</summary>
    public required bool Changes { get; init; }
}

/// <param name="Run">Id of a job run.</param>
public sealed record RunEnd(string Run, string Why);
