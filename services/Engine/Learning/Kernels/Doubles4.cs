using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

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
    public static Doubles4 MultiplyAdd(Doubles4 a, Doubles4 b, Doubles4 c) => new(Vector256.FusedMultiplyAdd(a._values, b._values, c._values));
}
