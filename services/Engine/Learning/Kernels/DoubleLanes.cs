using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>
/// Numbers of some rows side by side. Each lane is computed as it would be alone, each operation rounded once, so that the number of lanes
/// changes no bit of a result.
/// </summary>
internal unsafe interface IDoubleLanes<T>
    where T : struct, IDoubleLanes<T>
{
    /// <summary>Number of lanes, a power of two.</summary>
    static abstract int Count { get; }

    static abstract T Create(double value);

    static abstract T Load(double* from);

    static abstract void Store(T lanes, double* to);

    /// <summary>The lanes whose bit is set, the first the lowest; zero in the others.</summary>
    static abstract T Keep(T lanes, ulong bits);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    /// <summary>a * b + c, rounded once.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);
}

/// <summary>Eight rows in a vector of 512 bits.</summary>
internal readonly unsafe struct Doubles8(Vector512<double> values) : IDoubleLanes<Doubles8>
{
    private readonly Vector512<double> _values = values;

    public static int Count => 8;

    private static Vector512<ulong> Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(1UL, 2, 4, 8, 16, 32, 64, 128);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles8 Create(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles8 Load(double* from) => new(Vector512.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Doubles8 lanes, double* to) => lanes._values.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles8 Keep(Doubles8 lanes, ulong bits) =>
        new(Vector512.Equals(Vector512.Create(bits) & Bits, Bits).AsDouble() & lanes._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles8 operator +(Doubles8 a, Doubles8 b) => new(a._values + b._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles8 operator -(Doubles8 a, Doubles8 b) => new(a._values - b._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles8 operator *(Doubles8 a, Doubles8 b) => new(a._values * b._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles8 MultiplyAdd(Doubles8 a, Doubles8 b, Doubles8 c) =>
        new(Vector512.FusedMultiplyAdd(a._values, b._values, c._values));
}

/// <summary>Four rows in a vector of 256 bits.</summary>
internal readonly unsafe struct Doubles4(Vector256<double> values) : IDoubleLanes<Doubles4>
{
    private readonly Vector256<double> _values = values;

    public static int Count => 4;

    private static Vector256<ulong> Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(1UL, 2, 4, 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles4 Create(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles4 Load(double* from) => new(Vector256.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Doubles4 lanes, double* to) => lanes._values.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles4 Keep(Doubles4 lanes, ulong bits) =>
        new(Vector256.Equals(Vector256.Create(bits) & Bits, Bits).AsDouble() & lanes._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles4 operator +(Doubles4 a, Doubles4 b) => new(a._values + b._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles4 operator -(Doubles4 a, Doubles4 b) => new(a._values - b._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles4 operator *(Doubles4 a, Doubles4 b) => new(a._values * b._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles4 MultiplyAdd(Doubles4 a, Doubles4 b, Doubles4 c) =>
        new(Vector256.FusedMultiplyAdd(a._values, b._values, c._values));
}

/// <summary>Two rows in a vector of 128 bits.</summary>
internal readonly unsafe struct Doubles2(Vector128<double> values) : IDoubleLanes<Doubles2>
{
    private readonly Vector128<double> _values = values;

    public static int Count => 2;

    private static Vector128<ulong> Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(1UL, 2UL);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles2 Create(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles2 Load(double* from) => new(Vector128.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Doubles2 lanes, double* to) => lanes._values.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles2 Keep(Doubles2 lanes, ulong bits) =>
        new(Vector128.Equals(Vector128.Create(bits) & Bits, Bits).AsDouble() & lanes._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles2 operator +(Doubles2 a, Doubles2 b) => new(a._values + b._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles2 operator -(Doubles2 a, Doubles2 b) => new(a._values - b._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles2 operator *(Doubles2 a, Doubles2 b) => new(a._values * b._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles2 MultiplyAdd(Doubles2 a, Doubles2 b, Doubles2 c) =>
        new(Vector128.FusedMultiplyAdd(a._values, b._values, c._values));
}

/// <summary>One row at a time, on any processor.</summary>
internal readonly unsafe struct Doubles1(double value) : IDoubleLanes<Doubles1>
{
    private readonly double _value = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles1 Create(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles1 Load(double* from) => new(*from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Doubles1 lanes, double* to) => *to = lanes._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles1 Keep(Doubles1 lanes, ulong bits) => (bits & 1) != 0 ? lanes : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles1 operator +(Doubles1 a, Doubles1 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles1 operator -(Doubles1 a, Doubles1 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles1 operator *(Doubles1 a, Doubles1 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles1 MultiplyAdd(Doubles1 a, Doubles1 b, Doubles1 c) => new(Math.FusedMultiplyAdd(a._value, b._value, c._value));
}

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
