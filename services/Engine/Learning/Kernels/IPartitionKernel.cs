namespace Presage.Engine.Learning;

/// <summary>Divides a set of rows.</summary>
internal interface IPartitionKernel
{
    /// <summary>Writes the set of those rows of a set that go right, and returns how many they are.</summary>
    /// <param name="set">One bit a row, 64 to a word.</param>
    /// <param name="bins">[row] of the column that decides.</param>
    /// <param name="right">As long as <paramref name="set"/>; overwritten.</param>
    int Right(ReadOnlySpan<ulong> set, ReadOnlySpan<byte> bins, in BinTest test, Span<ulong> right);
}
