namespace Presage.Storage;

public interface IMachines
{
    /// <summary>Adds machines; one that is there with the same attributes is a duplicate, with others it is replaced.</summary>
    Task<MergeCounts> UpsertAsync(string dataset, IReadOnlyList<Machine> machines, CancellationToken cancellation);

    /// <summary>
    /// The machines of a data set in machine order; where none were ever described, those that have readings or events, without attributes.
    /// </summary>
    Task<IReadOnlyList<Machine>> ListAsync(string dataset, CancellationToken cancellation);

    /// <summary>
    /// Takes records back from <paramref name="known"/> on; they stay for earlier moments. Giving it again changes nothing.
    /// </summary>
    /// <returns>Number of machines of which something was taken back.</returns>
    Task<long> RetractAsync(string dataset, RecordSelection what, DateTime known, CancellationToken cancellation);

    /// <summary>Removes what became known at a moment as if it had never come.</summary>
    /// <param name="files">Numbers in the plan of the run.</param>
    Task ForgetAsync(string dataset, DateTime known, IReadOnlyCollection<int> files, CancellationToken cancellation);

    /// <summary>Whether machines were described, so that others are unknown.</summary>
    Task<bool> AreDescribedAsync(string dataset, CancellationToken cancellation);
}

/// <param name="Attributes">Text of each attribute by name, as it was read; one that is not there says nothing.</param>
/// <param name="Known">When it was ingested; the default is from the beginning on.</param>
/// <param name="File">Number, in the plan of its run, of the file that it comes from.</param>
public sealed record Machine(string Id, IReadOnlyDictionary<string, string> Attributes, DateTime Known = default, int File = 0);
