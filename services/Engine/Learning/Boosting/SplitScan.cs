using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>
/// Tries every place to cut an ordered row of bins in two, four places at a time. The gain of dividing a node is the score of the left side
/// plus that of the right less its own (Chen and Guestrin, XGBoost, 2016, equation 7).
/// </summary>
internal ref struct SplitScan
{
    private const int Lanes = 4;

    private readonly GradientUnits _units;
    private readonly SplitRules _rules;
    private readonly RowSums _total;
    private readonly Bounds _bounds;
    private readonly double _monotone;
    private readonly bool _isFree;
    private readonly Span<long> _gradients;
    private readonly Span<long> _hessians;
    private readonly Span<double> _scores;

    /// <param name="room">For 3 x 256 numbers.</param>
    /// <param name="least">What the sum of the sides' scores must exceed.</param>
    public SplitScan(GradientUnits units, SplitRules rules, RowSums total, Bounds bounds, int monotone, double least, Span<long> room)
    {
        (_units, _rules, _total, _bounds, _monotone, Score) = (units, rules, total, bounds, monotone, least);
        _isFree = rules.L1 == 0 && monotone == 0 && bounds == Bounds.None;
        _gradients = room[..BinMapper.Slots];
        _hessians = room.Slice(BinMapper.Slots, BinMapper.Slots);
        _scores = System.Runtime.InteropServices.MemoryMarshal.Cast<long, double>(room[(2 * BinMapper.Slots)..]);
    }

    /// <summary>Sum of the sides' scores at the best place so far.</summary>
    public double Score { get; private set; }

    /// <summary>The last bin on the left side; -1 when no place is good enough.</summary>
    public int Bin { get; private set; } = -1;

    /// <summary>Sums of the left side.</summary>
    public RowSums Left { get; private set; }

    /// <summary>
    /// Moves bins to the left one after the other, beginning with <paramref name="left"/>; of equal scores the first place stays.
    /// </summary>
    /// <returns>Whether a better place was found.</returns>
    public bool Try(ReadOnlySpan<RowSums> sums, RowSums left)
    {
        for (var bin = 0; bin < sums.Length; bin++)
        {
            left += sums[bin];
            (_gradients[bin], _hessians[bin]) = (left.Gradient, left.Hessian);
        }

        var best = Vector256.Create(Score);
        for (var bin = 0; bin < sums.Length; bin += Lanes)
        {
            var scores = ScoreAt(Vector256.Create<long>(_gradients[bin..]), Vector256.Create<long>(_hessians[bin..]));
            scores.CopyTo(_scores[bin..]);
            best = Vector256.Max(best, scores);
        }

        var highest = Math.Max(Math.Max(best[0], best[1]), Math.Max(best[2], best[3]));
        if (!(highest > Score))
            return false;
        var at = _scores[..sums.Length].IndexOf(highest);
        if (at < 0)
            return false;
        (Score, Bin, Left) = (highest, at, new RowSums(_hessians[at], _gradients[at]));
        return true;
    }

    /// <summary>The scores of four places; negative infinity where a rule forbids to cut.</summary>
    private readonly Vector256<double> ScoreAt(Vector256<long> gradients, Vector256<long> hessians)
    {
        var (g, h) = (_units.Gradients(gradients), _units.Hessians(hessians));
        var (otherG, otherH) = (
            _units.Gradients(Vector256.Create(_total.Gradient) - gradients), _units.Hessians(Vector256.Create(_total.Hessian) - hessians));
        var least = Vector256.Min(h, otherH);
        var allowed = Vector256.GreaterThan(least, Vector256<double>.Zero)
            & Vector256.GreaterThanOrEqual(least, Vector256.Create(_rules.MinChildWeight));
        var scores = _isFree ? Free(g, h) + Free(otherG, otherH) : Bound(g, h, otherG, otherH);
        return Vector256.ConditionalSelect(allowed, scores, Vector256.Create(double.NegativeInfinity));
    }

    /// <summary>The score of a side whose value nothing restricts.</summary>
    private readonly Vector256<double> Free(Vector256<double> g, Vector256<double> h) => g * g / (h + Vector256.Create(_rules.L2));

    private readonly Vector256<double> Bound(Vector256<double> g, Vector256<double> h, Vector256<double> otherG, Vector256<double> otherH)
    {
        var (weight, otherWeight) = (Weight(g, h), Weight(otherG, otherH));
        var isInOrder = Vector256.GreaterThanOrEqual((otherWeight - weight) * _monotone, Vector256<double>.Zero);
        return Vector256.ConditionalSelect(
            isInOrder, Scores(g, h, weight) + Scores(otherG, otherH, otherWeight), Vector256.Create(double.NegativeInfinity));
    }

    /// <summary><see cref="SplitRules.Weight"/>.</summary>
    private readonly Vector256<double> Weight(Vector256<double> g, Vector256<double> h)
    {
        var shrunk = Vector256.CopySign(Vector256.Max(Vector256.Abs(g) - Vector256.Create(_rules.L1), Vector256<double>.Zero), g);
        var weight = -shrunk / (h + Vector256.Create(_rules.L2));
        return Vector256.Min(Vector256.Max(weight, Vector256.Create(_bounds.Lower)), Vector256.Create(_bounds.Upper));
    }

    /// <summary><see cref="SplitRules.Score"/>.</summary>
    private readonly Vector256<double> Scores(Vector256<double> g, Vector256<double> h, Vector256<double> weight) =>
        -(2 * g * weight + (h + Vector256.Create(_rules.L2)) * (weight * weight) + 2 * _rules.L1 * Vector256.Abs(weight));
}
