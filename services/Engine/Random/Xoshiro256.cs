using System.Numerics;

namespace Presage.Engine.Random;

/// <summary>
/// Seeded generator of random bits, xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021), its state
/// filled by SplitMix64. The same seed and stream give the same numbers on every machine. Not for secrets. Not safe for several threads: use a
/// stream each.
/// </summary>
public sealed class Xoshiro256
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _s0, _s1, _s2, _s3;

    /// <param name="seed">What is to be reproduced.</param>
    /// <param name="stream">One of many independent sequences of the seed, such as a machine's or a tree's.</param>
    public Xoshiro256(long seed, long stream = 0)
    {
        // Multiplication by an odd number keeps streams of one seed apart for certain.
        var state = Mix((ulong)seed + Golden) ^ ((ulong)stream * 0xD1B54A32D192ED03);
        _s0 = Mix(state += Golden);
        _s1 = Mix(state += Golden);
        _s2 = Mix(state += Golden);
        _s3 = Mix(state + Golden);
    }

    /// <summary>With a state of one's own, which must not be all zero.</summary>
    internal Xoshiro256(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform whole number in [0, end), without bias (Lemire, "Fast random integer generation in an interval", 2019).</summary>
    public int NextBelow(int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(end);
        var product = (UInt128)Next() * (ulong)end;
        if ((ulong)product < (ulong)end)
        {
            var threshold = (0UL - (ulong)end) % (ulong)end;
            while ((ulong)product < threshold)
                product = (UInt128)Next() * (ulong)end;
        }

        return (int)(product >> 64);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
