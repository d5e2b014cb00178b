namespace Presage.Storage;

/// <summary>What became of the records given to a store.</summary>
/// <param name="Written">New.</param>
/// <param name="Replaced">There with other content, which is gone now.</param>
/// <param name="Duplicate">There with the same content.</param>
public readonly record struct MergeCounts(long Written, long Replaced, long Duplicate)
{
    public static MergeCounts operator +(MergeCounts left, MergeCounts right) =>
        new(left.Written + right.Written, left.Replaced + right.Replaced, left.Duplicate + right.Duplicate);
}
