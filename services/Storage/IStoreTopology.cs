namespace Presage.Storage;

/// <summary>What a store needs before it is used at its best: files, collections, indexes, rules.</summary>
public interface IStoreTopology
{
    /// <summary>The store in words: where it is, without credentials.</summary>
    string Name { get; }

    /// <summary>
    /// Creates what is missing and brings what is there up to date. Doing it again changes nothing; a process that starts before it is
    /// right all the same.
    /// </summary>
    /// <exception cref="Engine.PresageException"><c>store-too-new</c>: a later version of the program has been here.</exception>
    Task DeployAsync(CancellationToken cancellation);
}
