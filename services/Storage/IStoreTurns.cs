namespace Presage.Storage;

/// <summary>One at a time for each name, over all processes that can be told to wait for each other.</summary>
public interface IStoreTurns
{
    /// <summary>Waits for the turn of a name; disposing lets the next one. A process that is killed has it no longer.</summary>
    /// <remarks>
    /// What is right must not rest on it: some names share a turn, one that says nothing for some seconds although it lives may lose it,
    /// and where no files can be locked nobody waits.
    /// </remarks>
    Task<IAsyncDisposable> WaitAsync(string name, CancellationToken cancellation);
}
