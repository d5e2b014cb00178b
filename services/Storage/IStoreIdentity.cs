namespace Presage.Storage;

/// <summary>
/// Which store it is. Whoever began with one must not go on in another: what is written there would be gone with it, or lie between the
/// records of somebody else.
/// </summary>
public interface IStoreIdentity
{
    /// <summary>Looks which store it is now, and whether it is still the one that this process began with and may write to.</summary>
    /// <exception cref="Engine.PresageException">
    /// <see cref="StoreErrors.GoneCode"/>, <see cref="StoreErrors.ReplacedCode"/>, <see cref="StoreErrors.NewerCode"/>.
    /// </exception>
    Task<StoreIdentity> ReadAsync(CancellationToken cancellation);
}

/// <param name="Id">
/// 32 hexadecimal digits, given when the store was made; a backup has that of the store, and so has what is restored.
/// </param>
/// <param name="Form">Which form its records have: the number of the last step that brought it up to date.</param>
/// <param name="Made">When it got its id, which is when it was made, unless that was before stores had one.</param>
/// <param name="Restored">When it was last restored from a backup; null where that is not known.</param>
public sealed record StoreIdentity(string Id, int Form, DateTime Made, DateTime? Restored = null);
