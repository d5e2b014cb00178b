namespace Presage.Engine.Learning;

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
