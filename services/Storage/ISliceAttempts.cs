namespace Presage.Storage;

/// <summary>
/// The slices that workers have taken up, also those that were never finished: who is at work on what, and how often it was tried.
/// </summary>
public interface ISliceAttempts
{
    /// <summary>
    /// Records that a worker begins a slice. Returns which attempt at it this is, from 1, over all deliveries of its message.
    /// </summary>
    Task<int> BeginAsync(string run, string stage, int slice, string worker, DateTime at, CancellationToken cancellation);

    /// <summary>The latest attempt at each slice of a stage that was ever begun, by number of the slice.</summary>
    Task<IReadOnlyList<SliceAttempt>> ListAsync(string run, string stage, CancellationToken cancellation);
}

/// <param name="Attempt">From 1.</param>
public sealed record SliceAttempt(int Slice, string Worker, int Attempt, DateTime StartedAt);
