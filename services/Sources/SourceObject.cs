namespace Presage.Sources;

/// <summary>Something that can be opened at a source, as it was when it was listed.</summary>
/// <param name="Name">The last part of its address.</param>
/// <param name="IsNamed">Whether the object itself was asked for, and not the folder it lies in.</param>
public sealed record SourceObject(string Name, bool IsNamed, Fingerprint Fingerprint)
{
    public string Address => Fingerprint.Address;
}
