using Presage.Engine.Random;

namespace Presage.Engine.Simulation;

/// <summary>Draws from the distributions of a simulation.</summary>
internal static class Draws
{
    public static bool Happens(this Xoshiro256 random, double probability) => random.NextDouble() < probability;

    public static double Between(this Xoshiro256 random, double low, double high) => low + (random.NextDouble() * (high - low));

    /// <summary>Whole milliseconds between two spans in <see cref="UnixTime"/> units.</summary>
    public static long SpanBetween(this Xoshiro256 random, long low, long high) => UnixTime.FromMilliseconds(
        (long)random.Between(UnixTime.ToMilliseconds(low), UnixTime.ToMilliseconds(high)));

    /// <summary>A position with the probability of its weight among all weights.</summary>
    public static int Choose(this Xoshiro256 random, IReadOnlyList<double> weights)
    {
        var rest = random.NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Count; i++)
        {
            rest -= weights[i];
            if (rest < 0)
                return i;
        }

        // Rounding can leave a rest: the last position that can be chosen at all.
        for (var i = weights.Count - 1; i > 0; i--)
            if (weights[i] > 0)
                return i;
        return 0;
    }

    /// <summary>
    /// Different positions, each drawn with the probability of its weight among those left; fewer when no weight is left.
    /// </summary>
    public static List<int> ChooseDifferent(this Xoshiro256 random, IReadOnlyList<double> weights, int count)
    {
        var left = weights.ToArray();
        var chosen = new List<int>();
        while (chosen.Count < count && left.Sum() > 0)
        {
            chosen.Add(random.Choose(left));
            left[chosen[^1]] = 0;
        }

        return chosen;
    }

    /// <summary>Moments of a Poisson process in [from, to), ascending, in whole milliseconds: gaps are exponential.</summary>
    /// <param name="perYear">Mean number in 365 days.</param>
    public static List<long> Moments(this Xoshiro256 random, double perYear, long from, long to)
    {
        var moments = new List<long>();
        if (perYear <= 0)
            return moments;

        var meanGap = UnixTime.ToMilliseconds(MachineSimulator.Year) / perYear;
        var end = UnixTime.ToMilliseconds(to);
        for (var moment = UnixTime.ToMilliseconds(from) + Gap(); moment < end; moment += Gap())
            moments.Add(UnixTime.FromMilliseconds((long)moment));
        return moments;

        double Gap() => -Math.Log(1 - random.NextDouble()) * meanGap;
    }
}
