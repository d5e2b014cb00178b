namespace Presage.Engine.Evaluation;

/// <summary>Rows of one component by bin of score and of age, added up over machines that may be drawn several times.</summary>
internal sealed class SkillCounts
{
    private readonly long[] _positives = new long[SkillBins.Scores + SkillBins.Ages];
    private readonly long[] _negatives = new long[SkillBins.Scores + SkillBins.Ages];
    private double _squaredError;
    private double _logLoss;

    public long Positives { get; private set; }

    public long Rows { get; private set; }

    /// <summary>Whether there is a failing row and a healthy one, without which nothing can be ranked.</summary>
    public bool CanRank => Positives > 0 && Positives < Rows;

    public double BaseRate => (double)Positives / Rows;

    public double PrAuc => AveragePrecision(_positives.AsSpan(0, SkillBins.Scores), _negatives.AsSpan(0, SkillBins.Scores));

    public double AgePrAuc => AveragePrecision(_positives.AsSpan(SkillBins.Scores), _negatives.AsSpan(SkillBins.Scores));

    public double BrierSkill => 1 - (_squaredError / Rows / (BaseRate * (1 - BaseRate)));

    public double LogLossSkill =>
        1 - (_logLoss / Rows / -((BaseRate * Math.Log(BaseRate)) + ((1 - BaseRate) * Math.Log(1 - BaseRate))));

    public double RocAuc => Ranking.RocAuc(_positives.AsSpan(0, SkillBins.Scores), _negatives.AsSpan(0, SkillBins.Scores))!.Value;

    public void Clear()
    {
        Array.Clear(_positives);
        Array.Clear(_negatives);
        (_squaredError, _logLoss, Positives, Rows) = (0, 0, 0, 0);
    }

    /// <param name="times">How often the machine was drawn.</param>
    public void Add(ComponentScores machine, int times)
    {
        Add(machine.Scores, 0, times);
        Add(machine.Ages, SkillBins.Scores, times);
        foreach (var count in machine.Scores.Positives)
        {
            Positives += (long)count * times;
            Rows += (long)count * times;
        }

        foreach (var count in machine.Scores.Negatives)
            Rows += (long)count * times;

        _squaredError += machine.SquaredError * times;
        _logLoss += machine.LogLoss * times;
    }

    private void Add(BinCounts counts, int first, int times)
    {
        var (bins, positives, negatives) = (counts.Bins, counts.Positives, counts.Negatives);
        for (var i = 0; i < bins.Length; i++)
        {
            _positives[first + bins[i]] += (long)positives[i] * times;
            _negatives[first + bins[i]] += (long)negatives[i] * times;
        }
    }

    /// <summary>
    /// As <see cref="Ranking.AveragePrecision"/>, with the precision at the middle of each bin: rows of one bin have scores of their own,
    /// and that of its end would make every replicate lower than the figure whose interval they make.
    /// </summary>
    private static double AveragePrecision(ReadOnlySpan<long> positives, ReadOnlySpan<long> negatives)
    {
        var (hits, rows, sum) = (0.0, 0.0, 0.0);
        for (var bin = positives.Length - 1; bin >= 0; bin--)
        {
            var inside = positives[bin] + negatives[bin];
            if (inside == 0)
                continue;

            sum += positives[bin] * (hits + (positives[bin] / 2.0)) / (rows + (inside / 2.0));
            hits += positives[bin];
            rows += inside;
        }

        return sum / hits;
    }
}
