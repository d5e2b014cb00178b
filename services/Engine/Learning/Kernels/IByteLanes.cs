namespace Presage.Engine.Learning;

/// <summary>
/// A vector of bytes, one a row: what partitioning rows and sweeping them down a tree are written in, once for every width. A mask has all
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
