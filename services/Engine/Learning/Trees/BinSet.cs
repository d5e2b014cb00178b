using System.Runtime.CompilerServices;

namespace Presage.Engine.Learning;

/// <summary>A set of bins of one column, one bit each; the missing bin included.</summary>
[InlineArray(4)]
internal struct BinSet : IEquatable<BinSet>
{
    private ulong _word;

    public readonly bool Contains(int bin) => (this[bin >> 6] >> bin & 1) != 0;

    public void Add(int bin) => this[bin >> 6] |= 1UL << bin;

    public readonly bool Equals(BinSet other) => this[0] == other[0] && this[1] == other[1] && this[2] == other[2] && this[3] == other[3];

    public override readonly bool Equals(object? obj) => obj is BinSet other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(this[0], this[1], this[2], this[3]);
}
