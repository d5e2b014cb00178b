namespace Presage.Sources;

/// <summary>Something that can be opened at a source, as it was when it was listed.</summary>
/// <param name="Name">
/// Its path below what was asked for, with <c>/</c> between folders; of what was asked for itself, the last part.
/// </param>
/// <param name="IsNamed">Whether the object itself was asked for, and not the folder or archive it lies in.</param>
/// <param name="Path">
/// Its path with the folders that may say what it is, with <c>/</c> between them: from the folder that was asked for, that included.
/// </param>
/// <param name="IsSequential">Whether it can be read from its beginning only, as what lies in an archive.</param>
public sealed record SourceObject(string Name, bool IsNamed, Fingerprint Fingerprint, string Path, bool IsSequential = false)
{
    public string Address => Fingerprint.Address;
}
