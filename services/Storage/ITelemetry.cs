using Presage.Engine.Observation;

namespace Presage.Storage;

/// <summary>Readings, kept in blocks of one machine and period.</summary>
public interface ITelemetry
{
    /// <summary>
    /// Merges readings into the stored blocks, each block atomically. A reading that is stored with the same values is a duplicate and
    /// keeps its knowledge time; one with other values replaces the stored one. Values are the same when they have the same bits; every NaN
    /// is the same. Safe against other processes merging into the same block.
    /// </summary>
    /// <param name="batches">
    /// Readings of one machine each, times strictly ascending, any length; the provider cuts them into periods.
    /// </param>
    /// <param name="period">Length of a block, the same for a data set always.</param>
    /// <exception cref="Engine.PresageException"><c>block-period-changed</c>: the data set has blocks of another length.</exception>
    Task<MergeCounts> MergeAsync(string dataset, TimeSpan period, IReadOnlyList<TelemetryBatch> batches, CancellationToken cancellation);

    /// <summary>
    /// Takes readings back from <paramref name="known"/> on; what was known before stays for earlier moments. Giving it again changes
    /// nothing.
    /// </summary>
    /// <returns>Number of readings of which something was taken back.</returns>
    Task<long> RetractAsync(string dataset, RecordSelection what, DateTime known, CancellationToken cancellation);

    /// <summary>Number of readings of which <see cref="RetractAsync"/> would take something back now.</summary>
    Task<long> CountAsync(string dataset, RecordSelection what, CancellationToken cancellation);

    /// <summary>
    /// Removes what became known at a moment as if it had never come: for files that turn out to be unfit while they are read.
    /// </summary>
    /// <param name="files">Numbers in the plan of the run.</param>
    Task ForgetAsync(string dataset, DateTime known, IReadOnlyCollection<int> files, CancellationToken cancellation);

    /// <summary>
    /// Readings of a machine with from &lt; time &lt;= to, known at <paramref name="asOf"/> or before; in order of time, as one batch.
    /// </summary>
    Task<TelemetryBatch> ReadAsync(
        string dataset, string machine, int sensors, DateTime from, DateTime to, DateTime asOf, CancellationToken cancellation);

    /// <summary>The same of many machines, a batch each in their order; never many batches are in memory.</summary>
    IAsyncEnumerable<TelemetryBatch> ReadAsync(
        string dataset, IReadOnlyList<string> machines, int sensors, DateTime from, DateTime to, DateTime asOf,
        CancellationToken cancellation);

    /// <summary>
    /// When machines have readings that were known at <paramref name="asOf"/> or before, without reading any values: stretches in which
    /// each reading follows the one before within the gap.
    /// </summary>
    /// <returns>One a machine, in their order; without stretches where there are no readings.</returns>
    IAsyncEnumerable<ReadingStretches> StretchesAsync(
        string dataset, IReadOnlyList<string> machines, TimeSpan gap, DateTime asOf, CancellationToken cancellation);

    /// <summary>Machines that have readings, with their first and last time and number, in machine order.</summary>
    Task<IReadOnlyList<MachineExtent>> MachinesAsync(string dataset, CancellationToken cancellation);

    /// <summary>The same as it was known at a moment; looks at the times of all readings.</summary>
    Task<IReadOnlyList<MachineExtent>> MachinesAsync(string dataset, DateTime asOf, CancellationToken cancellation);
}

/// <summary>Readings of one machine, column-major. Times are Unix time.</summary>
/// <param name="Times">Strictly ascending.</param>
/// <param name="Known">When each reading was ingested.</param>
/// <param name="Values">[sensor][reading]; NaN is missing.</param>
public sealed record TelemetryBatch(string Machine, long[] Times, long[] Known, double[][] Values)
{
    public int Count => Times.Length;

    /// <summary>Number, in the plan of their run, of the file that the readings come from.</summary>
    public int File { get; init; }
}

public sealed record MachineExtent(string Machine, DateTime First, DateTime Last, long Readings);

/// <param name="Stretches">Ascending, apart by more than the gap.</param>
public sealed record ReadingStretches(string Machine, IReadOnlyList<Stretch> Stretches);
