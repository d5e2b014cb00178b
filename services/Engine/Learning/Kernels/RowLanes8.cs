using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>One addition of 256 bits: AVX2.</summary>
internal readonly unsafe struct RowLanes8(Vector256<int> row) : IRowLanes<RowLanes8>
{
    private readonly Vector256<int> _row = row;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowLanes8 Load(int* row) => new(Vector256.Load(row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(int* sums, RowLanes8 row) => (Vector256.Load(sums) + row._row).Store(sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Drain(int* sums, long* totals)
    {
        var (low, high) = Vector256.Widen(Vector256.Load(sums));
        (Vector256.Load(totals) + low).Store(totals);
        (Vector256.Load(totals + 4) + high).Store(totals + 4);
        Vector256<int>.Zero.Store(sums);
    }
}
