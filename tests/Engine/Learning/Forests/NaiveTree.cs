using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Learning;

/// <summary>The oracle: a gini tree that tries every split by going through all rows. Returns every row's positive rates.</summary>
internal sealed class NaiveTree(BinnedMatrix features, sbyte[][] labels, int depth, int minRows)
{
    public double[][] Fit(int[] rows)
    {
        var rates = labels.Select(_ => new double[features.Rows]).ToArray();
        Grow(rows, 0, rates);
        return rates;
    }

    private void Grow(int[] rows, int level, double[][] rates)
    {
        var left = level < depth && labels.Any(l => rows.Select(r => l[r]).Distinct().Count() > 1) ? BestSplit(rows) : null;
        if (left is not null)
        {
            Grow(left, level + 1, rates);
            Grow([.. rows.Except(left)], level + 1, rates);
            return;
        }

        for (var k = 0; k < labels.Length; k++)
        {
            foreach (var row in rows)
                rates[k][row] = rows.Average(r => (double)labels[k][r]);
        }
    }

    private int[]? BestSplit(int[] rows)
    {
        var best = (Score: double.NegativeInfinity, Left: (int[]?)null);
        for (var c = 0; c < features.Mapper.Columns.Count; c++)
        {
            foreach (var left in Candidates(c, rows))
            {
                if (left.Length < minRows || rows.Length - left.Length < minRows)
                    continue;
                var right = rows.Except(left).ToArray();
                var score = Squares(left) / left.Length + Squares(right) / right.Length;
                if (score > best.Score)
                    best = (score, left);
            }
        }

        return best.Left;
    }

    private IEnumerable<int[]> Candidates(int column, int[] rows)
    {
        var bins = features.Column(column).ToArray();
        if (features.Mapper.Columns[column].IsCategorical)
        {
            var order = rows.GroupBy(r => bins[r]).OrderBy(g => g.Key)
                .OrderBy(g => (double)g.Sum(r => labels.Sum(l => l[r])) / g.Count()).ToArray();
            for (var take = 1; take < order.Length; take++)
                yield return [.. order.Take(take).SelectMany(g => g)];
            yield break;
        }

        for (var threshold = 0; threshold < features.Mapper.BinCount(column); threshold++)
            yield return [.. rows.Where(r => bins[r] <= threshold && bins[r] != BinMapper.Missing)];
        for (var threshold = 0; rows.Any(r => bins[r] == BinMapper.Missing) && threshold < features.Mapper.BinCount(column); threshold++)
            yield return [.. rows.Where(r => bins[r] <= threshold || bins[r] == BinMapper.Missing)];
    }

    private double Squares(int[] rows) => labels.Sum(l => Math.Pow(rows.Sum(r => (double)l[r]), 2));
}
