namespace Presage.Storage;

/// <summary>
/// The store was held by another writer for too long, or was lost during the operation. Nothing was changed, or what was changed is found
/// by doing the same again; trying again later will do.
/// </summary>
public sealed class StoreBusyException(string message, Exception? inner = null) : TimeoutException(message, inner);
