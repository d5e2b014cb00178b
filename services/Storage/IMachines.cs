namespace Presage.Storage;

public interface IMachines
{
    /// <summary>Adds machines; one that is there with the same attributes is a duplicate, with others it is replaced.</summary>
    Task<MergeCounts> UpsertAsync(string dataset, IReadOnlyList<Machine> machines, CancellationToken cancellation);

    /// <summary>
    /// The machines of a data set in machine order; where none were ever described, those that have readings or events, without attributes.
    /// </summary>
    Task<IReadOnlyList<Machine>> ListAsync(string dataset, CancellationToken cancellation);

    /// <summary>Whether machines were described, so that others are unknown.</summary>
    Task<bool> AreDescribedAsync(string dataset, CancellationToken cancellation);
}

/// <param name="Attributes">Text of each attribute by name, as it was read.</param>
public sealed record Machine(string Id, IReadOnlyDictionary<string, string> Attributes);
