using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Runs;

/// <summary>
/// Asks for work and does not wait for it: <see cref="IRunActions.FollowAsync"/> tells how far it is. What was asked for before and is not
/// finished goes on under its run's id. A request that names its run is that run, however often it comes.
/// </summary>
public interface IRunRequests
{
    /// <exception cref="PresageException"><c>invalid-name</c>, <c>no-sources</c>, <c>no-queue</c>, <c>broker-unreachable</c>.</exception>
    Task<StartedRun> IngestAsync(NewDataArrived request, CancellationToken cancellation);

    /// <summary>
    /// Has rows of the quarantine read again: what is taken leaves it, what is still refused stays with its new reason. The run is one of
    /// ingestion, with a knowledge time of its own.
    /// </summary>
    /// <exception cref="PresageException"><c>invalid-name</c>, <c>no-queue</c>, <c>broker-unreachable</c>.</exception>
    Task<StartedRun> ReadmitAsync(QuarantineFilter filter, CancellationToken cancellation);

    /// <exception cref="PresageException"><c>invalid-name</c>, <c>empty-range</c>, <c>no-queue</c>, <c>broker-unreachable</c>.</exception>
    Task<StartedRun> BuildFeaturesAsync(StartFeatures request, CancellationToken cancellation);

    /// <inheritdoc cref="BuildFeaturesAsync"/>
    Task<StartedRun> TrainAsync(StartTraining request, CancellationToken cancellation);

    /// <inheritdoc cref="BuildFeaturesAsync"/>
    Task<StartedRun> ScoreAsync(StartScoring request, CancellationToken cancellation);

    /// <exception cref="PresageException"><c>invalid-name</c>, <c>no-queue</c>, <c>broker-unreachable</c>.</exception>
    Task<StartedRun> EvaluateAsync(StartEvaluation request, CancellationToken cancellation);

    /// <summary>Takes up a run that failed or was cancelled; only what is missing of it is done.</summary>
    /// <exception cref="PresageException">
    /// <c>unknown-run</c>, <c>run-running</c>, <c>run-succeeded</c>, <c>run-of-command</c>, <c>same-running</c>.
    /// </exception>
    Task<StartedRun> RetryAsync(string id, CancellationToken cancellation);

    /// <summary>Has every run go on that a process which is gone left unfinished.</summary>
    /// <returns>How many go on.</returns>
    Task<int> ResumeAsync(CancellationToken cancellation);
}
