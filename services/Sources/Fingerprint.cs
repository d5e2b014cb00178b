namespace Presage.Sources;

/// <summary>What tells an object from what may come to stand in its place. Two that are equal are taken for the same content.</summary>
/// <param name="Bytes">Its size, packed as it is.</param>
/// <param name="ModifiedAt">When it was last changed; null where the source does not say.</param>
/// <param name="ETag">The source's own mark for the content; null where there is none, as for files.</param>
public sealed record Fingerprint(string Address, long Bytes, DateTime? ModifiedAt, string? ETag = null);
