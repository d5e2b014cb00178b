namespace Presage.Engine.Random;

/// <summary>
/// Standard normal numbers by the ziggurat (Marsaglia and Tsang, "The ziggurat method for generating random variables", 2000) with 256
/// layers of equal area; layer, sign and position use different bits of one draw (Doornik, 2005).
/// </summary>
public static class Normal
{
    private const int Layers = 256;

    /// <summary>Where the lowest layer's tail begins, and the area of each layer, for 256 layers.</summary>
    private const double TailStart = 3.6541528853610088;
    private const double Area = 0.00492867323399;

    private static readonly double[] s_widths = Widths();
    private static readonly double[] s_heights = Array.ConvertAll(s_widths, Density);

    public static double Next(Xoshiro256 random)
    {
        while (true)
        {
            var bits = random.Next();
            var layer = (int)(bits & (Layers - 1));
            var sign = (bits & Layers) == 0 ? 1.0 : -1.0;
            var x = (bits >> 11) * (1.0 / (1UL << 53)) * s_widths[layer];
            if (x < s_widths[layer + 1])
                return sign * x;
            if (layer == 0)
                return sign * Tail(random);
            if (s_heights[layer] + (random.NextDouble() * (s_heights[layer + 1] - s_heights[layer])) < Density(x))
                return sign * x;
        }
    }

    private static double Tail(Xoshiro256 random)
    {
        while (true)
        {
            var x = -Math.Log(1 - random.NextDouble()) / TailStart;
            var y = -Math.Log(1 - random.NextDouble());
            if (2 * y >= x * x)
                return TailStart + x;
        }
    }

    private static double[] Widths()
    {
        var widths = new double[Layers + 1];
        widths[0] = Area / Density(TailStart);
        widths[1] = TailStart;
        for (var layer = 1; layer < Layers - 1; layer++)
            widths[layer + 1] = Math.Sqrt(-2 * Math.Log((Area / widths[layer]) + Density(widths[layer])));
        return widths;
    }

    private static double Density(double x) => Math.Exp(-0.5 * x * x);
}
