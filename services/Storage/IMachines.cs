namespace Presage.Storage;

public interface IMachines
{
    /// <summary>
    /// Adds what is said of machines, attribute by attribute: one that is not named stays as it is, and what was known before stays for
    /// earlier moments. Of several values said at one moment, those that merely repeat what was known before say nothing, and the greatest
    /// of the others is kept: numbers by value, else texts in ordinal order.
    /// </summary>
    Task<MergeCounts> UpsertAsync(string dataset, IReadOnlyList<Machine> machines, CancellationToken cancellation);

    /// <summary>
    /// The machines of a data set in machine order; where none were ever described, those that have readings or events, without attributes.
    /// </summary>
    Task<IReadOnlyList<Machine>> ListAsync(string dataset, CancellationToken cancellation);

    /// <summary>
    /// The same as of a moment. Where none had been described, those that have readings now, or events that were known.
    /// </summary>
    Task<IReadOnlyList<Machine>> ListAsync(string dataset, DateTime asOf, CancellationToken cancellation);

    /// <summary>
    /// Takes records back from <paramref name="known"/> on; they stay for earlier moments. Giving it again changes nothing.
    /// </summary>
    /// <returns>Number of machines of which something was taken back.</returns>
    Task<long> RetractAsync(string dataset, RecordSelection what, DateTime known, CancellationToken cancellation);

    /// <summary>Removes what became known at a moment as if it had never come.</summary>
    /// <param name="files">Numbers in the plan of the run.</param>
    Task ForgetAsync(string dataset, DateTime known, IReadOnlyCollection<int> files, CancellationToken cancellation);

    /// <summary>Whether machines are described, so that others are unknown.</summary>
    Task<bool> AreDescribedAsync(string dataset, CancellationToken cancellation);
}

/// <param name="Attributes">Text of each attribute by name, as it was read; one that is not there says nothing.</param>
/// <param name="Known">When it was ingested; the default is from the beginning on.</param>
/// <param name="File">Number, in the plan of its run, of the file that it comes from.</param>
public sealed record Machine(string Id, IReadOnlyDictionary<string, string> Attributes, DateTime Known = default, int File = 0);
