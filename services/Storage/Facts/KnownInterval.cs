namespace Presage.Storage.Facts;

/// <summary>A stretch of knowledge time in which a record is there.</summary>
/// <param name="Files">The files that brought it at its beginning, by number, ascending.</param>
/// <param name="Retracted">When it was taken back; null while it stands.</param>
public sealed record KnownInterval(DateTime Known, IReadOnlyList<int> Files, DateTime? Retracted = null)
{
    /// <summary>Whether the record is there as of a moment.</summary>
    public bool Contains(DateTime asOf) => Known <= asOf && !(Retracted <= asOf);
}
