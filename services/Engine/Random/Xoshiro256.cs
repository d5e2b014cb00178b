using System.Numerics;

namespace Presage.Engine.Random;

/// <summary>Seeded pseudo-random numbers: xoshiro256** (Blackman and Vigna, 2018), its state filled by splitmix64.</summary>
public sealed class Xoshiro256
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <param name="seed">Any number.</param>
    /// <param name="stream">Generators of the same seed and different streams are independent, such as one a tree.</param>
    public Xoshiro256(long seed, long stream = 0)
    {
        var state = (ulong)seed;
        state = SplitMix64(ref state) ^ (ulong)stream;
        _s0 = SplitMix64(ref state);
        _s1 = SplitMix64(ref state);
        _s2 = SplitMix64(ref state);
        _s3 = SplitMix64(ref state);
    }

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

    /// <summary>Uniform in [0, bound); the multiply-shift bias is below bound / 2^64.</summary>
    public int NextBelow(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>Uniform in [0, 1) with 53 bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>
    /// Ascending sample without replacement of <paramref name="size"/> numbers below <paramref name="population"/> (Knuth's selection
    /// sampling).
    /// </summary>
    public int[] Sample(int population, int size)
    {
        var sample = new int[size];
        for (int i = 0, taken = 0; taken < size; i++)
        {
            if (NextBelow(population - i) < size - taken)
                sample[taken++] = i;
        }

        return sample;
    }

    private static ulong SplitMix64(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
