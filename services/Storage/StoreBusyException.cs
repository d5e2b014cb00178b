namespace Presage.Storage;

/// <summary>The store was held by another writer for too long. Nothing was changed; trying again later will do.</summary>
public sealed class StoreBusyException(string message, Exception? inner = null) : TimeoutException(message, inner);
