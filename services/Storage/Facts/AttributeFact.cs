namespace Presage.Storage.Facts;

/// <summary>What a file says of a machine at a moment.</summary>
/// <param name="Attribute">Empty for the machine itself: that there is one.</param>
/// <param name="Known">The default is from the beginning on.</param>
/// <param name="Retracted">When it was taken back; null while it stands.</param>
public sealed record AttributeFact(string Attribute, string Value, DateTime Known, int File = 0, DateTime? Retracted = null)
{
    /// <summary>Whether it counts as of a moment.</summary>
    public bool Counts(DateTime asOf) => Known <= asOf && !(Retracted <= asOf);
}
