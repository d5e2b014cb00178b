using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>Sixty-four rows: AVX-512.</summary>
internal readonly unsafe struct Bytes64(Vector512<byte> bytes) : IByteLanes<Bytes64>
{
    private readonly Vector512<byte> _bytes = bytes;

    public static int Count => Vector512<byte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes64 Load(byte* from) => new(Vector512.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Bytes64 lanes, byte* to) => lanes._bytes.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes64 All(byte value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes64 Add(Bytes64 a, Bytes64 b) => new(a._bytes + b._bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes64 Or(Bytes64 a, Bytes64 b) => new(a._bytes | b._bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes64 And(Bytes64 a, Bytes64 b) => new(a._bytes & b._bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes64 Same(Bytes64 a, Bytes64 b) => new(Vector512.Equals(a._bytes, b._bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes64 Greater(Bytes64 a, Bytes64 b) => new(Vector512.GreaterThan(a._bytes, b._bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes64 Select(Bytes64 mask, Bytes64 a, Bytes64 b) => new(Vector512.ConditionalSelect(mask._bytes, a._bytes, b._bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Bytes64 mask) => mask._bytes.ExtractMostSignificantBits();
}
