namespace Presage.Storage;

/// <summary>
/// Deletes records that are old, in pieces, so that others get their turn in between; what was deleted is kept on record.
/// </summary>
public interface IRetention
{
    /// <summary>How many would go.</summary>
    /// <param name="name">The data set of readings, the result set of predictions; of faults it is empty.</param>
    Task<long> CountAsync(RetainedKind kind, string name, DateTime before, CancellationToken cancellation);

    /// <summary>Deletes a part of what is earlier; it is done again until it says 0. Giving it again changes nothing.</summary>
    /// <returns>How many went.</returns>
    Task<long> DeleteSomeAsync(RetainedKind kind, string name, DateTime before, CancellationToken cancellation);

    /// <summary>Up to when records of a kind were deleted; null where none ever were.</summary>
    Task<DateTime?> CutAsync(RetainedKind kind, string name, CancellationToken cancellation);
}

public enum RetainedKind
{
    /// <summary>Readings, in whole blocks. Events and machines stay: features look back on all of them.</summary>
    Telemetry,

    /// <summary>Predictions with their earlier revisions, without the latest of each machine. Alarms stay.</summary>
    Predictions,

    /// <summary>Faults that were redriven or discarded. Open ones stay.</summary>
    Faults,
}
