namespace Presage.Storage;

/// <summary>Copies of a store for keeping, and stores of them.</summary>
public interface IStoreBackups
{
    /// <summary>
    /// Writes the store as it is at one moment to a file, while others go on writing to the store. It is read back before it has its name.
    /// </summary>
    /// <param name="overwrite">Whether a file of this name is replaced.</param>
    /// <exception cref="Engine.PresageException">
    /// <c>file-exists</c>; <c>unwritable-backup</c>; <c>backup-differs</c>: what was read back is not what was written;
    /// <c>backup-elsewhere</c>: this kind of store has programs of its own for it.
    /// </exception>
    Task<StoreCopy> BackUpAsync(string file, bool overwrite, CancellationToken cancellation);

    /// <summary>Makes the store of a backup, which is read before anything is changed.</summary>
    /// <param name="overwrite">Whether a store that is there goes out of the way. It stays beside the new one, under another name.</param>
    /// <exception cref="Engine.PresageException">
    /// <c>no-backup</c>; <c>store-exists</c>; <c>store-in-use</c>; <c>store-damaged</c>; <c>store-too-new</c>; <c>backup-elsewhere</c>.
    /// </exception>
    Task<StoreCopy> RestoreAsync(string file, bool overwrite, CancellationToken cancellation);
}

/// <param name="File">What was written: the backup, or the store.</param>
/// <param name="BackedUp">The moment as which the store was copied.</param>
/// <param name="Counts">Rows by table, as they were read back.</param>
/// <param name="Former">The store that was there before, under its new name; null where there was none.</param>
public sealed record StoreCopy(
    string File, StoreIdentity Identity, DateTime BackedUp, long Bytes, IReadOnlyDictionary<string, long> Counts, string? Former = null);
