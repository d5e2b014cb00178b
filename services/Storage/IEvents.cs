namespace Presage.Storage;

/// <summary>Errors, replacements and failures: one record each, its id made from its content.</summary>
public interface IEvents
{
    /// <summary>
    /// Adds what is not there yet, or was taken back before; a record that is there keeps its knowledge time, or takes the new one where
    /// that is earlier, and counts as duplicate.
    /// </summary>
    Task<MergeCounts> AddAsync(string dataset, EventKind kind, IReadOnlyList<EventRecord> records, CancellationToken cancellation);

    /// <summary>
    /// Takes records back from <paramref name="known"/> on; they stay for earlier moments. Giving it again changes nothing.
    /// </summary>
    /// <returns>Number of records taken back.</returns>
    Task<long> RetractAsync(string dataset, EventKind kind, RecordSelection what, DateTime known, CancellationToken cancellation);

    /// <summary>Removes what became known at a moment as if it had never come.</summary>
    /// <param name="files">Numbers in the plan of the run.</param>
    Task ForgetAsync(string dataset, DateTime known, IReadOnlyCollection<int> files, CancellationToken cancellation);

    /// <summary>
    /// Events of a kind with from &lt; time &lt;= to, known at <paramref name="asOf"/> or before, by machine (machine order), time and
    /// code.
    /// </summary>
    /// <param name="machines">Null reads all machines.</param>
    Task<IReadOnlyList<EventRecord>> ReadAsync(
        string dataset, EventKind kind, IReadOnlyCollection<string>? machines, DateTime from, DateTime to, DateTime asOf,
        CancellationToken cancellation);

    /// <summary>
    /// Number of events of a kind, known at <paramref name="asOf"/> or before, of each machine that has any; without reading them one by
    /// one where the store can count.
    /// </summary>
    Task<IReadOnlyDictionary<string, long>> CountsAsync(string dataset, EventKind kind, DateTime asOf, CancellationToken cancellation);
}

public enum EventKind
{
    Error,
    Maintenance,
    Failure,
}

/// <param name="Code">Error type or component.</param>
/// <param name="Known">When it was ingested.</param>
/// <param name="File">Number, in the plan of its run, of the file that it comes from.</param>
public sealed record EventRecord(string Machine, DateTime Time, string Code, DateTime Known, int File = 0);
