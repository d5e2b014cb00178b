namespace Presage.Storage;

/// <summary>What a store needs before it is used at its best: files, collections, indexes, rules.</summary>
public interface IStoreTopology
{
    /// <summary>The store in words: where it is, without credentials.</summary>
    string Name { get; }

    /// <summary>
    /// Looks, before a process begins to work, whether it can: that the store is there, suits, and takes what is written.
    /// </summary>
    /// <exception cref="Engine.PresageException">What stands against it.</exception>
    Task CheckAsync(CancellationToken cancellation);

    /// <summary>
    /// Creates what is missing and brings what is there up to date. Doing it again changes nothing; a process that starts before it is
    /// right all the same.
    /// </summary>
    /// <exception cref="Engine.PresageException"><c>store-too-new</c>: a later version of the program has been here.</exception>
    Task<DeployedStore> DeployAsync(CancellationToken cancellation);
}

/// <param name="WithoutRules">Collections in which the store takes whatever is written, since it does not keep their rules.</param>
public sealed record DeployedStore(IReadOnlyList<string> WithoutRules);
