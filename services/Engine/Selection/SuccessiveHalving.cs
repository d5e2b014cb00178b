namespace Presage.Engine.Selection;

/// <summary>
/// Successive halving (Jamieson and Talwalkar 2016, "Non-stochastic best arm identification and hyperparameter optimization") with the
/// factor 3 of Hyperband (Li et al. 2018): many trials are fitted on few machines, the best third of them on three times as many, and so on
/// up to all machines. Hyper-parameters that depend on the number of rows, such as the fewest rows of a leaf, are judged on few of them
/// first; that is the price.
/// </summary>
public static class SuccessiveHalving
{
    private const int Factor = 3;
    private const int MostRungs = 3;

    /// <summary>
    /// Share of the machines that each rung fits on, ascending to 1: as many rungs as leave one trial or more, three at most.
    /// </summary>
    public static IReadOnlyList<double> Shares(int trials)
    {
        var shares = new List<double> { 1 };
        for (var left = trials / Factor; left >= 1 && shares.Count < MostRungs; left /= Factor)
            shares.Insert(0, shares[0] / Factor);

        return shares;
    }

    /// <summary>
    /// Who goes on to the next rung: the first trial, the plain default, always, since the winner has to beat it there; then the best third
    /// of those that were judged, at least one, the best first and of equals the one with the lower number.
    /// </summary>
    /// <param name="judged">Scores by number of trial.</param>
    public static IReadOnlyList<int> Survivors(IReadOnlyDictionary<int, double> judged)
    {
        var best = judged.OrderByDescending(trial => trial.Value).ThenBy(trial => trial.Key).Take(Math.Max(1, judged.Count / Factor));
        return [0, .. best.Select(trial => trial.Key).Where(trial => trial != 0)];
    }
}
