using System.Runtime.CompilerServices;

namespace Presage.Engine.Learning;

/// <summary>Two of something at a time: a step's constants are loaded once for both, and each fills the other's latencies.</summary>
internal readonly unsafe struct Twice<T>(T first, T second) : IDoubleLanes<Twice<T>>
    where T : struct, IDoubleLanes<T>
{
    private readonly T _first = first;
    private readonly T _second = second;

    public static int Count => 2 * T.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<T> Create(double value) => new(T.Create(value), T.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<T> Load(double* from) => new(T.Load(from), T.Load(from + T.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Twice<T> lanes, double* to)
    {
        T.Store(lanes._first, to);
        T.Store(lanes._second, to + T.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<T> Keep(Twice<T> lanes, ulong bits) => new(T.Keep(lanes._first, bits), T.Keep(lanes._second, bits >> T.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<T> operator +(Twice<T> a, Twice<T> b) => new(a._first + b._first, a._second + b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<T> operator -(Twice<T> a, Twice<T> b) => new(a._first - b._first, a._second - b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<T> operator *(Twice<T> a, Twice<T> b) => new(a._first * b._first, a._second * b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Twice<T> MultiplyAdd(Twice<T> a, Twice<T> b, Twice<T> c) =>
        new(T.MultiplyAdd(a._first, b._first, c._first), T.MultiplyAdd(a._second, b._second, c._second));
}
