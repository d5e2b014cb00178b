using System.Globalization;
using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>What the registered model is fitted with: the candidate's hyper-parameters and the rounds that early stopping found.</summary>
internal static class RefitParameters
{
    /// <summary>
    /// Where a component did not fail in the calibration block, nothing there speaks against ever more rounds; it takes the median of the
    /// others' rounds instead.
    /// </summary>
    /// <param name="positives">[component] failing rows in the calibration block.</param>
    public static Dictionary<string, double> Of(TrialSpec spec, Fit fit, long[] positives)
    {
        var parameters = new Dictionary<string, double>(spec.Parameters);
        foreach (var (name, value) in fit.RefitParameters)
            parameters[name] = value;

        var found = Rounds(parameters, positives, stopped: true).ToList();
        var rounds = found.Select(name => parameters[name]).Order().ElementAtOrDefault((found.Count - 1) / 2);
        foreach (var name in found.Count == 0 ? [] : Rounds(parameters, positives, stopped: false).ToList())
            parameters[name] = Math.Min(parameters[name], rounds);

        return parameters;
    }

    private static IEnumerable<string> Rounds(Dictionary<string, double> parameters, long[] positives, bool stopped) => positives
        .Select((count, component) => (Name: string.Create(CultureInfo.InvariantCulture, $"rounds.{component}"), IsStopped: count > 0))
        .Where(rounds => rounds.IsStopped == stopped && parameters.ContainsKey(rounds.Name))
        .Select(rounds => rounds.Name);
}
