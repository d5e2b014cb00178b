namespace Presage.Storage;

/// <summary>Messages that failed for good, until somebody redrives or discards them.</summary>
public interface IFaults
{
    /// <summary>Adds a fault. One that is there is open again, with the new reason; what its history lacks is appended.</summary>
    Task AddAsync(Fault fault, CancellationToken cancellation);

    Task<Fault?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>A page of the faults that fit the query, the latest first.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    Task<IReadOnlyList<Fault>> ListAsync(FaultQuery query, FaultKey? after, int most, CancellationToken cancellation);

    /// <summary>
    /// Closes an open fault whose history is as long as the caller saw it; one that has failed again meanwhile stays open.
    /// </summary>
    /// <param name="seen">Number of entries in the history when the fault was read.</param>
    /// <param name="state">Redriven or Discarded.</param>
    /// <param name="by">Appended to the history.</param>
    /// <returns>Whether this call closed it.</returns>
    Task<bool> CloseAsync(string id, int seen, FaultState state, FaultEvent by, CancellationToken cancellation);
}

/// <summary>What faults are asked for; null fits all.</summary>
/// <param name="Code">Code of the reason.</param>
public sealed record FaultQuery(FaultState? State = FaultState.Open, string? Code = null, string? Queue = null);

/// <summary>Place of a fault in the list of all, the latest first.</summary>
public sealed record FaultKey(DateTime At, string Id);

public enum FaultState
{
    Open,
    Redriven,
    Discarded,
}
