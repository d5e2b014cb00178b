using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>Two additions of 128 bits: NEON, SSE.</summary>
internal readonly unsafe struct RowLanes4(Vector128<int> first, Vector128<int> second) : IRowLanes<RowLanes4>
{
    private readonly Vector128<int> _first = first;
    private readonly Vector128<int> _second = second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowLanes4 Load(int* row) => new(Vector128.Load(row), Vector128.Load(row + 4));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(int* sums, RowLanes4 row)
    {
        (Vector128.Load(sums) + row._first).Store(sums);
        (Vector128.Load(sums + 4) + row._second).Store(sums + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Drain(int* sums, long* totals)
    {
        for (var half = 0; half < 8; half += 4)
        {
            var (low, high) = Vector128.Widen(Vector128.Load(sums + half));
            (Vector128.Load(totals + half) + low).Store(totals + half);
            (Vector128.Load(totals + half + 2) + high).Store(totals + half + 2);
            Vector128<int>.Zero.Store(sums + half);
        }
    }
}
