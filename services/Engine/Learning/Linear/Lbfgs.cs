namespace Presage.Engine.Learning;

/// <summary>
/// Limited-memory BFGS (Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 7.5) with backtracking, for smooth convex functions.
/// </summary>
internal static class Lbfgs
{
    private const int Memory = 10;
    private const double SufficientDecrease = 1e-4;
    private const int MostHalvings = 40;

    /// <param name="evaluate">Writes the gradient at a point and returns the value.</param>
    /// <param name="tolerance">Stops when no component of the gradient is larger.</param>
    public static double[] Minimise(
        Func<double[], double[], double> evaluate, double[] start, int iterations, double tolerance, CancellationToken cancellation)
    {
        var point = start;
        var gradient = new double[start.Length];
        var value = evaluate(point, gradient);
        var history = new List<Step>();
        for (var i = 0; i < iterations && gradient.Max(g => Math.Abs(g)) > tolerance; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var direction = Direction(gradient, history);
            var slope = Dot(direction, gradient);
            var length = 1.0;
            var next = new double[point.Length];
            var nextGradient = new double[point.Length];
            double nextValue = double.NaN;
            for (var halving = 0; halving < MostHalvings; halving++, length /= 2)
            {
                for (var j = 0; j < point.Length; j++)
                    next[j] = point[j] + length * direction[j];
                nextValue = evaluate(next, nextGradient);
                if (nextValue <= value + SufficientDecrease * length * slope)
                    break;
            }

            if (!(nextValue < value))
                break;
            Remember(history, [.. next.Zip(point, (a, b) => a - b)], [.. nextGradient.Zip(gradient, (a, b) => a - b)]);
            (point, gradient, value) = (next, nextGradient, nextValue);
        }

        return point;
    }

    private static void Remember(List<Step> history, double[] moved, double[] turned)
    {
        var curvature = Dot(moved, turned);
        if (curvature <= 1e-12 * Dot(turned, turned))
            return;
        if (history.Count == Memory)
            history.RemoveAt(0);
        history.Add(new Step(moved, turned, curvature));
    }

    /// <summary>Minus the gradient times the estimate of the inverse Hessian: the two-loop recursion.</summary>
    private static double[] Direction(double[] gradient, List<Step> history)
    {
        var direction = Array.ConvertAll(gradient, g => -g);
        var alphas = new double[history.Count];
        for (var i = history.Count - 1; i >= 0; i--)
        {
            alphas[i] = Dot(history[i].Moved, direction) / history[i].Curvature;
            AddScaled(direction, history[i].Turned, -alphas[i]);
        }

        if (history.Count > 0)
        {
            var scale = history[^1].Curvature / Dot(history[^1].Turned, history[^1].Turned);
            for (var j = 0; j < direction.Length; j++)
                direction[j] *= scale;
        }

        for (var i = 0; i < history.Count; i++)
            AddScaled(direction, history[i].Moved, alphas[i] - Dot(history[i].Turned, direction) / history[i].Curvature);
        return direction;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void AddScaled(double[] to, double[] from, double scale)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] += scale * from[i];
    }

    /// <param name="Moved">Difference of two points.</param>
    /// <param name="Turned">Difference of their gradients.</param>
    private sealed record Step(double[] Moved, double[] Turned, double Curvature);
}
