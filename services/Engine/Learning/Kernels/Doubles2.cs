using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

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
    public static Doubles2 MultiplyAdd(Doubles2 a, Doubles2 b, Doubles2 c) => new(Vector128.FusedMultiplyAdd(a._values, b._values, c._values));
}
