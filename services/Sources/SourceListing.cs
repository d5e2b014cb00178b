using Presage.Engine;

namespace Presage.Sources;

/// <summary>What lies at an address.</summary>
/// <param name="Objects">What is wanted and can be opened, in the order of their names.</param>
/// <param name="Others">What lies there besides, but for what is hidden or left by other programs.</param>
public sealed record SourceListing(IReadOnlyList<SourceObject> Objects, IReadOnlyList<PassedOver> Others)
{
    public static SourceListing Of(SourceObject item) => new([item], []);
}

/// <summary>Something that lies in a folder or archive and is not opened.</summary>
/// <param name="Name">As that of an object.</param>
/// <param name="Path">As that of an object.</param>
/// <param name="Why">Why it cannot be opened; null when it was not wanted.</param>
public sealed record PassedOver(string Name, string Path, PresageException? Why = null);
