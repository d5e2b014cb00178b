using Presage.Engine.Features;
using Presage.Engine.Random;

namespace Presage.Tests.Benchmarks.Defaults;

/// <summary>
/// Tables of normal columns of which some decide, in pairs: whether the two have the same sign (an exclusive or), or both lie beyond a
/// threshold. The rest is noise.
/// </summary>
internal static class InteractionTables
{
    private const int TestRows = 20_000;

    /// <param name="columns">All, those that decide included.</param>
    /// <param name="pairs">Pairs of columns that decide.</param>
    /// <param name="isExclusiveOr">Of a pair's sign; otherwise thresholds.</param>
    /// <param name="share">Of positive rows.</param>
    public static DefaultsProblem Create(int columns, int pairs, bool isExclusiveOr, int rows, double share, long seed)
    {
        var random = new Xoshiro256(seed, (1_000 * columns) + rows);
        var (train, test) = (Draw(rows), Draw(TestRows));
        // The threshold of all rows together, so that both have the share.
        var least = train.Scores.Concat(test.Scores).OrderDescending().ElementAt((int)(share * (rows + TestRows)));
        return new DefaultsProblem(
            [.. Enumerable.Range(0, columns).Select(c => new FeatureColumn($"c{c}", $"c{c}", $"c{c}", ""))],
            Label(train.Values, train.Scores, least), Label(test.Values, test.Scores, least));

        (double[][] Values, double[] Scores) Draw(int count)
        {
            double[][] values = [.. Enumerable.Range(0, columns).Select(_ => Normals(count))];
            var noise = Normals(count);
            return (values, [.. Enumerable.Range(0, count).Select(row => (0.5 * noise[row]) + Score(values, row))]);
        }

        double Score(double[][] values, int row)
        {
            var score = 0.2 * values[0][row];
            for (var pair = 0; pair < pairs; pair++)
            {
                var (a, b) = (values[2 * pair][row], values[(2 * pair) + 1][row]);
                score += (isExclusiveOr ? a * b > 0 : a > 0.3 && b < 0.2) ? 2.0 / Math.Sqrt(pairs) : 0;
            }

            return score;
        }

        double[] Normals(int count) => [.. Enumerable.Range(0, count).Select(_ => Normal.Next(random))];
    }

    private static Table Label(double[][] values, double[] scores, double least) => new(
        values, [[.. scores.Select(score => (sbyte)(score > least ? 1 : 0))]], [.. Enumerable.Range(0, scores.Length)]);
}
