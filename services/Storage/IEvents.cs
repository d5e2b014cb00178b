namespace Presage.Storage;

/// <summary>Errors, replacements and failures: one record each, its id made from its content.</summary>
public interface IEvents
{
    /// <summary>Adds what is not there yet; a record that is there keeps its knowledge time and counts as duplicate.</summary>
    Task<MergeCounts> AddAsync(string dataset, EventKind kind, IReadOnlyList<EventRecord> records, CancellationToken cancellation);

    /// <summary>
    /// Events of a kind with from &lt; time &lt;= to, known at <paramref name="asOf"/> or before, by machine (machine order), time and
    /// code.
    /// </summary>
    /// <param name="machines">Null reads all machines.</param>
    Task<IReadOnlyList<EventRecord>> ReadAsync(
        string dataset, EventKind kind, IReadOnlyCollection<string>? machines, DateTime from, DateTime to, DateTime asOf,
        CancellationToken cancellation);
}

public enum EventKind
{
    Error,
    Maintenance,
    Failure,
}

/// <param name="Code">Error type or component.</param>
/// <param name="Known">When it was ingested.</param>
public sealed record EventRecord(string Machine, DateTime Time, string Code, DateTime Known);
