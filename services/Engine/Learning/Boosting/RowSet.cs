using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>Sets of rows, one bit each.</summary>
internal static class RowSet
{
    public const int RowsAWord = 64;

    public static int Words(int rows) => (rows + RowsAWord - 1) / RowsAWord;

    public static bool Contains(ReadOnlySpan<ulong> set, int row) => (set[row / RowsAWord] >> row % RowsAWord & 1) != 0;

    public static void FillAll(Span<ulong> set, int rows)
    {
        set.Fill(ulong.MaxValue);
        if (rows % RowsAWord != 0)
            set[^1] = (1UL << rows % RowsAWord) - 1;
    }

    public static ulong[] Of(ReadOnlySpan<int> rows, int count)
    {
        var set = new ulong[Words(count)];
        foreach (var row in rows)
            set[row / RowsAWord] |= 1UL << row % RowsAWord;
        return set;
    }

    /// <summary>Writes the numbers of its rows, ascending, and returns how many they are.</summary>
    public static int Numbers(ReadOnlySpan<ulong> set, Span<int> numbers)
    {
        var count = 0;
        for (var word = 0; word < set.Length; word++)
        {
            for (var bits = set[word]; bits != 0; bits &= bits - 1)
                numbers[count++] = word * RowsAWord + BitOperations.TrailingZeroCount(bits);
        }

        return count;
    }

    /// <summary>Adds a value to the scores of its rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddTo(Span<float> scores, ReadOnlySpan<ulong> set, float value)
    {
        var bit = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        var row = 0;
        for (; row + 8 <= scores.Length; row += 8)
        {
            var bits = (int)(set[row / RowsAWord] >> row % RowsAWord) & 0xFF;
            if (bits == 0)
                continue;
            var isIn = Vector256.Equals(Vector256.Create(bits) & bit, bit).AsSingle();
            (Vector256.Create<float>(scores[row..]) + (isIn & Vector256.Create(value))).CopyTo(scores[row..]);
        }

        for (; row < scores.Length; row++)
            scores[row] += Contains(set, row) ? value : 0;
    }
}
