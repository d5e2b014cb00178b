using System.Globalization;

namespace Presage.Engine.Scenarios;

/// <summary>Values of a scenario that are right one by one and make no sense beside each other.</summary>
public static class ScenarioReview
{
    /// <summary>What a person should know of a scenario that can be read; nothing when all is well.</summary>
    /// <returns>A code, kebab-case, that stays, and a sentence that says what follows and what to do.</returns>
    public static IEnumerable<(string Code, string Message)> Of(Scenario scenario) =>
        [.. OfTimes(scenario), .. OfObservation(scenario), .. OfCosts(scenario)];

    private static IEnumerable<(string Code, string Message)> OfTimes(Scenario scenario)
    {
        var (features, costs) = (scenario.Features, scenario.Costs);
        if (costs.LeadTime >= scenario.Horizon)
            yield return ("lead-time-beyond-horizon",
                $"costs.lead-time is {Of(costs.LeadTime)} and the horizon {Of(scenario.Horizon)}: an alarm says that a failure comes "
                + "within the horizon, so none can be known to come in time. Make the lead time shorter, or the horizon longer.");

        if (scenario.Horizon < features.Grid)
            yield return ("horizon-below-grid",
                $"The horizon is {Of(scenario.Horizon)} and rows lie {Of(features.Grid)} apart (features.grid): failures in between belong "
                + "to no row, and nobody is warned of them. Make the horizon at least as long as the grid.");

        foreach (var window in features.Windows.Where(window => window < scenario.Sampling))
            yield return ("window-below-sampling",
                $"A window of features.windows is {Of(window)} and readings come every {Of(scenario.Sampling)} (sampling): most windows "
                + "are empty. Make it at least as long as the sampling.");

        if (features.Grid < scenario.Sampling)
            yield return ("grid-below-sampling",
                $"Rows lie {Of(features.Grid)} apart (features.grid) and readings come every {Of(scenario.Sampling)} (sampling): several "
                + "rows say the same. Make the grid at least as long as the sampling.");
    }

    private static IEnumerable<(string Code, string Message)> OfObservation(Scenario scenario)
    {
        var (observation, features) = (scenario.Observation, scenario.Features);
        if (observation.Fresh > observation.Gap)
            yield return ("rows-beyond-gap",
                $"observation.rows is {Of(observation.Fresh)} and observation.gap {Of(observation.Gap)}: a machine would have rows while "
                + "it is not observed. Make rows at most as long as the gap.");

        if (observation.Fresh > features.LongestWindow && observation.Fresh > scenario.Sampling)
            yield return ("rows-beyond-windows",
                $"observation.rows is {Of(observation.Fresh)} and the longest of features.windows {Of(features.LongestWindow)}: there "
                + "would be rows in which every sensor is missing. Make rows at most as long as the longest window.");
    }

    private static IEnumerable<(string Code, string Message)> OfCosts(Scenario scenario)
    {
        var costs = scenario.Costs;
        if (costs.PreventedFailure >= costs.MissedFailure)
            yield return ("prevention-never-pays",
                $"costs.prevented-failure is {Of(costs.PreventedFailure)} and costs.missed-failure {Of(costs.MissedFailure)}: an alarm "
                + "never saves anything, and thresholds by cost avoid alarms. Give the failure its whole cost: the repair, and what "
                + "stands still.");

        if (costs.FalseAlarm == 0)
            yield return ("false-alarms-free",
                "costs.false-alarm is 0: alarming always is the cheapest. Give it what an inspection costs.");
    }

    private static string Of(double cost) => cost.ToString("N0", CultureInfo.InvariantCulture);

    private static string Of(TimeSpan time) => DurationText.InDays(time);
}
