using System.Runtime.CompilerServices;

namespace Presage.Engine.Learning;

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
