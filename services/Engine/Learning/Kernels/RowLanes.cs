using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>
/// How a row's gradients and Hessians of four components are added to sums: eight 32-bit lanes. Whole numbers, so that every kernel comes
/// to the same sums.
/// </summary>
internal unsafe interface IRowLanes<T>
    where T : struct, IRowLanes<T>
{
    /// <summary>Gradient and Hessian of four components.</summary>
    static abstract T Load(int* row);

    static abstract void AddTo(int* sums, T row);

    /// <summary>Adds eight lanes to 64-bit totals and sets them to zero.</summary>
    static abstract void Drain(int* sums, long* totals);
}

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

/// <summary>One lane after the other: what every processor can do.</summary>
internal readonly unsafe struct RowLanes1(nint row) : IRowLanes<RowLanes1>
{
    private const int Lanes = 8;

    private readonly nint _row = row;

    public static RowLanes1 Load(int* row) => new((nint)row);

    public static void AddTo(int* sums, RowLanes1 row)
    {
        var from = (int*)row._row;
        for (var lane = 0; lane < Lanes; lane++)
            sums[lane] += from[lane];
    }

    public static void Drain(int* sums, long* totals)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            totals[lane] += sums[lane];
            sums[lane] = 0;
        }
    }
}
