using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>Thirty-two rows: AVX2.</summary>
internal readonly unsafe struct Bytes32(Vector256<byte> bytes) : IByteLanes<Bytes32>
{
    private readonly Vector256<byte> _bytes = bytes;

    public static int Count => Vector256<byte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes32 Load(byte* from) => new(Vector256.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Bytes32 lanes, byte* to) => lanes._bytes.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes32 All(byte value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes32 Add(Bytes32 a, Bytes32 b) => new(a._bytes + b._bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes32 Or(Bytes32 a, Bytes32 b) => new(a._bytes | b._bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes32 And(Bytes32 a, Bytes32 b) => new(a._bytes & b._bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes32 Same(Bytes32 a, Bytes32 b) => new(Vector256.Equals(a._bytes, b._bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes32 Greater(Bytes32 a, Bytes32 b) => new(Vector256.GreaterThan(a._bytes, b._bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes32 Select(Bytes32 mask, Bytes32 a, Bytes32 b) => new(Vector256.ConditionalSelect(mask._bytes, a._bytes, b._bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Bytes32 mask) => mask._bytes.ExtractMostSignificantBits();
}
