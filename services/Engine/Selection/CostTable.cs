using Presage.Engine.Evaluation;
using Presage.Engine.Learning;
using Presage.Engine.Random;
using Presage.Engine.Scenarios;

namespace Presage.Engine.Selection;

/// <summary>What each candidate for a component's threshold would have cost on each machine.</summary>
internal sealed class CostTable
{
    /// <summary>Enough that the ends of a 90 % interval, the tenth lowest and highest, are steady (Efron and Tibshirani 1993).</summary>
    private const int Draws = 200;
    private const double Tail = 0.05;

    /// <summary>
    /// The expected threshold weighs as much as so many failures. Where hundreds decide, a whole standard error drew thresholds so far
    /// towards it that the decisions of a thousand machines cost 2 % more.
    /// </summary>
    private const double WeightOfExpected = 20;

    private readonly double[] _candidates;
    private readonly int[] _nearestFirst;
    private readonly double[] _without;
    private readonly double[][] _costs;
    private readonly double _oneFailure;
    private readonly double _closeness;

    /// <param name="candidates">Ascending, with <paramref name="expected"/> among them.</param>
    /// <param name="counts">[machine][candidate].</param>
    public CostTable(double[] candidates, IReadOnlyList<EventCounts[]> counts, double expected, Costs costs)
    {
        _candidates = candidates;
        _nearestFirst =
            [.. Enumerable.Range(0, candidates.Length).OrderBy(i => Math.Abs(LogOdds.Of(candidates[i]) - LogOdds.Of(expected)))];
        _without = [.. counts.Select(machine => new EventCounts(machine[0].Failures, 0, 0, 0).Cost(costs))];
        _closeness = WeightOfExpected / (WeightOfExpected + counts.Sum(machine => machine[0].Failures));
        _oneFailure = Math.Max(0, costs.MissedFailure - costs.PreventedFailure);
        _costs = [.. candidates.Select((_, i) => counts.Select(machine => machine[i].Cost(costs)).ToArray())];
    }

    /// <summary>
    /// Of all candidates that are not told from the cheapest the one nearest to the expected threshold, in log-odds. Told from it is what
    /// costs more by over 20 / (20 + failures) of the standard error of the difference, and of one failure that is missed instead of
    /// prevented: where no failure was missed the error is next to nothing, and yet of n failures that were all warned of the next is
    /// missed with a chance of about 1 / (n + 2) (Laplace's rule of succession).
    /// </summary>
    public double Choose() => _candidates[Choose([.. Enumerable.Repeat(1, _without.Length)])];

    /// <param name="seed">Draws machines.</param>
    public ThresholdInterval Interval(long seed)
    {
        var random = new Xoshiro256(seed);
        var chosen = Choose([.. Enumerable.Repeat(1, _without.Length)]);
        var (thresholds, savings) = (new double[Draws], new double[Draws]);
        for (var draw = 0; draw < Draws; draw++)
        {
            var weights = new int[_without.Length];
            for (var i = 0; i < weights.Length; i++)
                weights[random.NextBelow(weights.Length)]++;

            thresholds[draw] = _candidates[Choose(weights)];
            savings[draw] = Total(_without, weights) - Total(_costs[chosen], weights);
        }

        Array.Sort(thresholds);
        Array.Sort(savings);
        var (low, high) = ((int)(Tail * Draws), Draws - 1 - (int)(Tail * Draws));
        return new ThresholdInterval(
            thresholds[low], thresholds[high], _without.Sum() - _costs[chosen].Sum(), savings[low], savings[high]);
    }

    /// <param name="weights">[machine] how often it counts.</param>
    private int Choose(int[] weights)
    {
        double[] totals = [.. _costs.Select(costs => Total(costs, weights))];
        var cheapest = Array.IndexOf(totals, totals.Min());
        return Array.Find(
            _nearestFirst,
            i => totals[i] - totals[cheapest] <= _closeness * Math.Max(_oneFailure, StandardError(_costs[i], _costs[cheapest], weights)));
    }

    private static double Total(double[] values, int[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
            sum += weights[i] * values[i];

        return sum;
    }

    /// <summary>
    /// Standard error of the sum of independent differences; a hair more, as it equals the difference where but one machine differs.
    /// </summary>
    private static double StandardError(double[] left, double[] right, int[] weights)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < left.Length; i++)
            sum += weights[i] * (left[i] - right[i]);

        var mean = sum / left.Length;
        for (var i = 0; i < left.Length; i++)
        {
            var difference = left[i] - right[i] - mean;
            squares += weights[i] * difference * difference;
        }

        return Math.Sqrt(squares * left.Length / (left.Length - 1)) * (1 + 1e-9);
    }
}
