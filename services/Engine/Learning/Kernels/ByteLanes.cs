using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>
/// A vector of bytes, one a row: what partitioning rows and finding their leaves are written in, once for every width. A mask has all
/// bits of a lane set, or none.
/// </summary>
internal unsafe interface IByteLanes<T>
    where T : struct, IByteLanes<T>
{
    /// <summary>Number of rows; a power of two up to 64.</summary>
    static abstract int Count { get; }

    static abstract T Load(byte* from);

    static abstract void Store(T lanes, byte* to);

    static abstract T All(byte value);

    /// <summary>Sums that wrap.</summary>
    static abstract T Add(T a, T b);

    static abstract T Or(T a, T b);

    static abstract T And(T a, T b);

    /// <summary>Mask of the lanes that are equal.</summary>
    static abstract T Same(T a, T b);

    /// <summary>Mask of the lanes where <paramref name="a"/> is greater, unsigned.</summary>
    static abstract T Greater(T a, T b);

    /// <summary>Lanes of <paramref name="a"/> where the mask is set, else of <paramref name="b"/>.</summary>
    static abstract T Select(T mask, T a, T b);

    /// <summary>One bit a lane of a mask, the first lane lowest.</summary>
    static abstract ulong Bits(T mask);
}

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

/// <summary>One row: what every processor can do.</summary>
internal readonly unsafe struct Bytes1(byte value) : IByteLanes<Bytes1>
{
    private readonly byte _value = value;

    public static int Count => 1;

    public static Bytes1 Load(byte* from) => new(*from);

    public static void Store(Bytes1 lanes, byte* to) => *to = lanes._value;

    public static Bytes1 All(byte value) => new(value);

    public static Bytes1 Add(Bytes1 a, Bytes1 b) => new((byte)(a._value + b._value));

    public static Bytes1 Or(Bytes1 a, Bytes1 b) => new((byte)(a._value | b._value));

    public static Bytes1 And(Bytes1 a, Bytes1 b) => new((byte)(a._value & b._value));

    public static Bytes1 Same(Bytes1 a, Bytes1 b) => Mask(a._value == b._value);

    public static Bytes1 Greater(Bytes1 a, Bytes1 b) => Mask(a._value > b._value);

    public static Bytes1 Select(Bytes1 mask, Bytes1 a, Bytes1 b) => new((byte)((mask._value & a._value) | (~mask._value & b._value)));

    public static ulong Bits(Bytes1 mask) => mask._value & 1UL;

    private static Bytes1 Mask(bool set) => new(set ? byte.MaxValue : (byte)0);
}
