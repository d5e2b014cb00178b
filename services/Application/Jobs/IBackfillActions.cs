using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Jobs;

/// <summary>Intervals of a job's past that are done once more.</summary>
public interface IBackfillActions
{
    /// <summary>What a backfill would do; nothing is changed.</summary>
    /// <exception cref="PresageException">
    /// <c>unknown-job</c>, <c>unknown-selection</c>, <c>unknown-step</c>, <c>empty-range</c>, <c>too-many-intervals</c>.
    /// </exception>
    Task<BackfillPlan> PlanAsync(BackfillRequest request, CancellationToken cancellation);

    /// <summary>Starts what a plan of the same request said. Started before, it is that backfill, however far it is.</summary>
    /// <exception cref="PresageException">
    /// As <see cref="PlanAsync"/>; <c>bad-hash</c>; <c>plan-changed</c>; <c>nothing-to-do</c>.
    /// </exception>
    Task<BackfillDetails> StartAsync(BackfillRequest request, string hash, string by, CancellationToken cancellation);

    /// <exception cref="PresageException"><c>unknown-job</c>, <c>unknown-backfill</c>, <c>bad-hash</c>.</exception>
    Task<BackfillDetails> ShowAsync(string job, string hash, CancellationToken cancellation);

    /// <summary>How far a backfill is, again and again until it has ended or is paused.</summary>
    /// <inheritdoc cref="ShowAsync" path="/exception"/>
    IAsyncEnumerable<BackfillDetails> FollowAsync(string job, string hash, CancellationToken cancellation);

    /// <summary>Begins no further intervals until it is resumed; what is begun goes on.</summary>
    /// <exception cref="PresageException">As <see cref="ShowAsync"/>; <c>backfill-state</c>: it is not running.</exception>
    Task<BackfillDetails> PauseAsync(string job, string hash, string by, CancellationToken cancellation);

    /// <exception cref="PresageException">As <see cref="ShowAsync"/>; <c>backfill-state</c>: it is not paused.</exception>
    Task<BackfillDetails> ResumeAsync(string job, string hash, string by, CancellationToken cancellation);

    /// <summary>Ends a backfill with the runs that it is at.</summary>
    /// <exception cref="PresageException">As <see cref="ShowAsync"/>; <c>backfill-state</c>: it has ended.</exception>
    Task<BackfillDetails> CancelAsync(string job, string hash, string by, CancellationToken cancellation);
}
