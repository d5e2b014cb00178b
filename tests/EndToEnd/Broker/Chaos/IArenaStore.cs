using Presage.Storage;

namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>The store of an arena, and what can happen to it.</summary>
internal interface IArenaStore : IAsyncDisposable
{
    StorageOptions OfWorkers { get; }

    /// <summary>The same store, where nothing happens to it.</summary>
    StorageOptions OfTests { get; }

    /// <summary>What <see cref="HoldAsync"/> does, in words.</summary>
    string Hold { get; }

    bool CanBeFull { get; }

    bool CanBeReplaced { get; }

    /// <summary>Keeps workers from the store until what is returned is disposed of.</summary>
    Task<IAsyncDisposable> HoldAsync();

    Task FillAsync();

    Task EmptyAsync();

    /// <summary>Puts another store in the place of this one, until what is returned is disposed of.</summary>
    /// <param name="byCopy">Whether it has what this one has.</param>
    Task<IAsyncDisposable> ReplaceAsync(bool byCopy);
}
