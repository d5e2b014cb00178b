using System.Numerics;
using System.Runtime.CompilerServices;

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

/// <summary>Asks whole vectors of rows, whether or not they are in the set; words without a row in it are passed over.</summary>
internal sealed unsafe class PartitionKernel<T> : IPartitionKernel
    where T : struct, IByteLanes<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Right(ReadOnlySpan<ulong> set, ReadOnlySpan<byte> bins, in BinTest test, Span<ulong> right)
    {
        var whole = bins.Length / RowSet.RowsAWord;
        fixed (byte* pointer = bins)
        {
            for (var word = 0; word < whole; word++)
                right[word] = set[word] == 0 ? 0 : set[word] & GoesRight(pointer + word * RowSet.RowsAWord, test);
        }

        if (whole < set.Length)
        {
            var last = stackalloc byte[RowSet.RowsAWord];
            bins[(whole * RowSet.RowsAWord)..].CopyTo(new Span<byte>(last, RowSet.RowsAWord));
            right[whole] = set[whole] & GoesRight(last, test);
        }

        var count = 0;
        foreach (var word in right)
            count += BitOperations.PopCount(word);
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong GoesRight(byte* bins, in BinTest test)
    {
        ulong bits = 0;
        for (var at = 0; at < RowSet.RowsAWord; at += T.Count)
            bits |= T.Bits(test.GoesRight(T.Load(bins + at))) << at;
        return bits;
    }
}
