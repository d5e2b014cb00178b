using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>Sixteen rows: NEON, SSE.</summary>
internal readonly unsafe struct Bytes16(Vector128<byte> bytes) : IByteLanes<Bytes16>
{
    private readonly Vector128<byte> _bytes = bytes;

    public static int Count => Vector128<byte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes16 Load(byte* from) => new(Vector128.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Bytes16 lanes, byte* to) => lanes._bytes.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes16 All(byte value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes16 Add(Bytes16 a, Bytes16 b) => new(a._bytes + b._bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes16 Or(Bytes16 a, Bytes16 b) => new(a._bytes | b._bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes16 And(Bytes16 a, Bytes16 b) => new(a._bytes & b._bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes16 Same(Bytes16 a, Bytes16 b) => new(Vector128.Equals(a._bytes, b._bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes16 Greater(Bytes16 a, Bytes16 b) => new(Vector128.GreaterThan(a._bytes, b._bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Bytes16 Select(Bytes16 mask, Bytes16 a, Bytes16 b) => new(Vector128.ConditionalSelect(mask._bytes, a._bytes, b._bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Bytes16 mask) => mask._bytes.ExtractMostSignificantBits();
}
