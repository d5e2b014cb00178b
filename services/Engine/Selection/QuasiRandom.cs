namespace Presage.Engine.Selection;

/// <summary>
/// Points that cover a hypercube evenly, however many are taken: the additive recurrence R of Roberts (2018), "The unreasonable
/// effectiveness of quasirandom sequences", moved by an offset that depends on the seed.
/// </summary>
internal sealed class QuasiRandom
{
    private readonly double[] _steps;
    private readonly double[] _offsets;

    public QuasiRandom(int dimensions, long seed)
    {
        // The positive root of x^(d+1) = x + 1.
        var root = 2.0;
        for (var i = 0; i < 50; i++)
            root = Math.Pow(1 + root, 1.0 / (dimensions + 1));

        _steps = [.. Enumerable.Range(1, dimensions).Select(dimension => Math.Pow(1 / root, dimension))];
        _offsets = [.. Enumerable.Range(1, dimensions).Select(dimension => Hash((ulong)seed + (0x9E3779B97F4A7C15 * (ulong)dimension)))];
    }

    /// <summary>Coordinate of a point, in [0, 1).</summary>
    public double this[int point, int dimension]
    {
        get
        {
            var position = _offsets[dimension] + ((point + 1) * _steps[dimension]);
            return position - Math.Floor(position);
        }
    }

    /// <summary>The finishing steps of splitmix64, as a number in [0, 1).</summary>
    private static double Hash(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return ((bits ^ (bits >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
