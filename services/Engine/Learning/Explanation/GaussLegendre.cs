namespace Presage.Engine.Learning;

/// <summary>
/// Gauss-Legendre quadrature on (0, 1): with n nodes the weighted sum of a polynomial of degree up to 2n - 1 is its integral, exactly but
/// for rounding.
/// </summary>
/// <param name="Nodes">Ascending, strictly between 0 and 1.</param>
/// <param name="Weights">One a node, positive; their sum is 1.</param>
internal sealed record GaussLegendre(double[] Nodes, double[] Weights)
{
    /// <summary>The rule for polynomials of a degree, of the fewest nodes.</summary>
    public static GaussLegendre ForDegree(int degree) => OfOrder(degree / 2 + 1);

    /// <summary>The roots of the Legendre polynomial P_n by Newton's method, from the asymptotic cos(pi (k + 3/4) / (n + 1/2)).</summary>
    private static GaussLegendre OfOrder(int order)
    {
        var (nodes, weights) = (new double[order], new double[order]);
        for (var k = 0; k < (order + 1) / 2; k++)
        {
            var x = 2 * k + 1 == order ? 0 : Math.Cos(Math.PI * (k + 0.75) / (order + 0.5));
            for (var step = double.MaxValue; Math.Abs(step) > 1e-15; x -= step)
            {
                var (value, derivative) = Legendre(order, x);
                var next = value / derivative;
                if (Math.Abs(next) >= Math.Abs(step))
                    break;
                step = next;
            }

            var slope = Legendre(order, x).Derivative;
            nodes[k] = (1 - x) / 2;
            nodes[order - 1 - k] = (1 + x) / 2;
            weights[k] = weights[order - 1 - k] = 1 / ((1 - x) * (1 + x) * slope * slope);
        }

        return new GaussLegendre(nodes, weights);
    }

    /// <summary>P_n and its derivative by Bonnet's recursion; |x| &lt; 1.</summary>
    private static (double Value, double Derivative) Legendre(int n, double x)
    {
        double before = 1, value = x;
        for (var j = 2; j <= n; j++)
            (before, value) = (value, ((2 * j - 1) * x * value - (j - 1) * before) / j);
        return (value, n * (before - x * value) / ((1 - x) * (1 + x)));
    }
}
