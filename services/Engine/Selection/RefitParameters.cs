using System.Globalization;
using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>What the registered model is fitted with: the candidate's hyper-parameters and the rounds that early stopping found.</summary>
internal static class RefitParameters
{
    private const string Rounds = "rounds.";

    /// <summary>
    /// The median of the rounds that the fits found, for a component those of the fits that it stopped. Where it did not fail in the rows
    /// to stop by, nothing there speaks against ever more rounds; where that was so in all fits, it takes the median of the others' rounds
    /// instead.
    /// </summary>
    /// <param name="fits">At least one, with [component] failing rows among those to stop by.</param>
    public static Dictionary<string, double> Of(TrialSpec spec, IReadOnlyList<(Fit Fit, long[] Positives)> fits)
    {
        var parameters = new Dictionary<string, double>(spec.Parameters);
        foreach (var (name, value) in fits[0].Fit.RefitParameters)
            parameters[name] = value;

        var unstopped = new List<string>();
        var found = new List<double>();
        for (var component = 0; component < fits[0].Positives.Length; component++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{Rounds}{component}");
            if (!parameters.ContainsKey(name))
                continue;

            double[] stopped = [.. fits.Where(fit => fit.Positives[component] > 0).Select(fit => fit.Fit.RefitParameters[name])];
            if (stopped.Length == 0)
                unstopped.Add(name);
            else
                found.Add(parameters[name] = Median(stopped));
        }

        foreach (var name in found.Count == 0 ? [] : unstopped)
            parameters[name] = Math.Min(parameters[name], Median([.. found]));

        return parameters;
    }

    public static bool HasRounds(IReadOnlyDictionary<string, double> parameters) =>
        parameters.Keys.Any(name => name.StartsWith(Rounds, StringComparison.Ordinal));

    /// <summary>The lower one of two in the middle, so that it is one of them.</summary>
    private static double Median(double[] values) => values.Order().ElementAt((values.Length - 1) / 2);
}
