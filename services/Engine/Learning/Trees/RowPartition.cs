namespace Presage.Engine.Learning;

/// <summary>Row numbers grouped by node: every node owns a contiguous range, in ascending order of rows.</summary>
internal sealed class RowPartition(int[] rows)
{
    private readonly int[] _right = new int[rows.Length];

    public int[] Rows => rows;

    /// <summary>Splits a node's range in two, the left part first, and returns where the right part begins. Stable.</summary>
    /// <param name="column">[row] bins of the column that decides.</param>
    /// <param name="goesLeft">[bin] 1 for left, 0 for right.</param>
    public unsafe int Split(int begin, int end, byte[] column, ReadOnlySpan<byte> goesLeft)
    {
        int left = begin, right = 0;
        fixed (int* r = rows, rightRows = _right)
        fixed (byte* bins = column, table = goesLeft)
        {
            // Both sides are written and one advances: which way a row goes cannot be foretold, so a branch would cost more.
            for (var i = begin; i < end; i++)
            {
                var row = r[i];
                int goes = table[bins[row]];
                r[left] = row;
                rightRows[right] = row;
                left += goes;
                right += 1 - goes;
            }
        }

        _right.AsSpan(0, right).CopyTo(rows.AsSpan(left));
        return left;
    }
}
