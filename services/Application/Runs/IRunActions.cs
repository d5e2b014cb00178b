using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Runs;

/// <summary>
/// The ledger of runs: what was done, when, how it ended, and what is being done. <see cref="IRunRequests"/> starts runs.
/// </summary>
public interface IRunActions
{
    /// <exception cref="PresageException"><c>unknown-state</c>, <c>unknown-kind</c>, <c>bad-cursor</c>.</exception>
    Task<RunList> ListAsync(RunFilter filter, PageRequest page, CancellationToken cancellation);

    /// <exception cref="PresageException"><c>unknown-run</c>.</exception>
    Task<RunDetails> ShowAsync(string id, CancellationToken cancellation);

    /// <summary>
    /// How far a run is, again and again, until it has ended; whichever process works on it. One that was just asked for need not be there
    /// yet.
    /// </summary>
    /// <param name="estimate">Whether the time that is left is estimated, too, which costs more.</param>
    IAsyncEnumerable<RunProgress> FollowAsync(string id, bool estimate, CancellationToken cancellation);

    /// <summary>What a run that has succeeded says about itself.</summary>
    /// <typeparam name="T">The result of the run's kind, such as <see cref="TrainResult"/>.</typeparam>
    /// <exception cref="PresageException"><c>unknown-run</c>, <c>run-running</c>; or why it failed or was cancelled.</exception>
    Task<T> ResultAsync<T>(string id, CancellationToken cancellation);

    /// <summary>A run, provided that it succeeded.</summary>
    /// <inheritdoc cref="ResultAsync" path="/exception"/>
    Task<RunDetails> RequireSuccessAsync(string id, CancellationToken cancellation);

    /// <summary>Ends a run, whichever process works on it.</summary>
    /// <param name="reason">A sentence for the ledger; null says only that it was cancelled.</param>
    /// <exception cref="PresageException"><c>unknown-run</c>, <c>run-ended</c>.</exception>
    Task<RunDetails> CancelAsync(string id, string? reason, CancellationToken cancellation);

    /// <summary>Ends a run if it is running, as <see cref="CancelAsync"/> does.</summary>
    /// <returns>Whether this call ended it.</returns>
    Task<bool> TryCancelAsync(string id, string reason, CancellationToken cancellation);

    /// <summary>The run that has done what is asked for and succeeded, the latest; null when none has.</summary>
    Task<RunSummary?> FindDoneAsync<T>(T request, CancellationToken cancellation)
        where T : IRunMessage;

    /// <summary>What <see cref="DeleteAsync"/> would delete.</summary>
    /// <inheritdoc cref="DeleteAsync" path="/exception"/>
    Task<RunDeletion> PlanDeletionAsync(RunSelection selection, CancellationToken cancellation);

    /// <summary>Deletes runs that have ended. One that was interrupted is completed by asking for the same again.</summary>
    /// <exception cref="PresageException">
    /// <c>unknown-run</c>; <c>run-running</c>: one that is named has not ended; <c>no-selection</c>: neither runs nor a limit are given;
    /// <c>unknown-state</c>.
    /// </exception>
    Task<RunDeletion> DeleteAsync(RunSelection selection, CancellationToken cancellation);
}
