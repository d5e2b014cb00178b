using System.Globalization;

namespace Presage.Engine.Scenarios;

/// <summary>Values of a scenario that are right one by one and make no sense beside each other.</summary>
public static class ScenarioReview
{
    /// <summary>What a person should know of a scenario that can be read; nothing when all is well.</summary>
    public static IEnumerable<ScenarioNotice> Of(Scenario scenario) =>
    [
        .. new[] { OfTimes(scenario), OfObservation(scenario), OfCosts(scenario) }
            .SelectMany(notices => notices)
            .Select(notice => new ScenarioNotice(notice.Code, scenario.Places.Of(notice.Key), notice.Sentences)),
    ];

    private static IEnumerable<(string Code, string Key, string Sentences)> OfTimes(Scenario scenario)
    {
        var (features, costs) = (scenario.Features, scenario.Costs);
        if (costs.LeadTime >= scenario.Horizon)
            yield return ("lead-time-beyond-horizon", "costs.lead-time",
                $"costs.lead-time is {Of(costs.LeadTime)} and the horizon {Of(scenario.Horizon)}: an alarm says that a failure comes "
                + "within the horizon, so none can come in time, and no failure counts as warned of or missed. Make the "
                + "lead time shorter, or the horizon longer.");

        if (scenario.Horizon < features.Grid)
            yield return ("horizon-below-grid", "horizon",
                $"The horizon is {Of(scenario.Horizon)} and rows lie {Of(features.Grid)} apart (features.grid): failures in between belong "
                + "to no row, and nobody is warned of them. Make the horizon at least as long as the grid.");

        foreach (var window in features.Windows.Where(window => window < scenario.Sampling))
            yield return ("window-below-sampling", "features.windows",
                $"A window of features.windows is {Of(window)} and readings come every {Of(scenario.Sampling)} (sampling): most windows "
                + "are empty. Make it at least as long as the sampling.");

        if (features.Grid > features.LongestWindow)
            yield return ("grid-beyond-windows", "features.grid",
                $"Rows lie {Of(features.Grid)} apart (features.grid) and the longest window is {Of(features.LongestWindow)} "
                + "(features.windows): readings in between are in no row. Make a window at least as long as the grid.");

        if (scenario.Horizon > Scenario.LongestHorizon)
            yield return ("horizon-too-long", "horizon",
                $"The horizon is {Of(scenario.Horizon)}, and nothing is trained for one beyond {Of(Scenario.LongestHorizon)}. Make it "
                + "as short as somebody can plan for.");

        if (features.Grid < scenario.Sampling)
            yield return ("grid-below-sampling", "features.grid",
                $"Rows lie {Of(features.Grid)} apart (features.grid) and readings come every {Of(scenario.Sampling)} (sampling): several "
                + "rows say the same. Make the grid at least as long as the sampling.");
    }

    private static IEnumerable<(string Code, string Key, string Sentences)> OfObservation(Scenario scenario)
    {
        var (observation, features) = (scenario.Observation, scenario.Features);
        if (observation.Fresh > observation.Gap)
            yield return ("rows-beyond-gap", "observation.rows",
                $"observation.rows is {Of(observation.Fresh)} and observation.gap {Of(observation.Gap)}: a machine would have rows while "
                + "it is not observed. Make rows at most as long as the gap.");

        if (observation.Fresh > features.LongestWindow && observation.Fresh > scenario.Sampling)
            yield return ("rows-beyond-windows", "observation.rows",
                $"observation.rows is {Of(observation.Fresh)} and the longest of features.windows {Of(features.LongestWindow)}: there "
                + "would be rows in which every sensor is missing. Make rows at most as long as the longest window.");
    }

    private static IEnumerable<(string Code, string Key, string Sentences)> OfCosts(Scenario scenario)
    {
        var costs = scenario.Costs;
        var saving = costs.MissedFailure - costs.PreventedFailure;
        var standing = costs.AlarmDay * scenario.Horizon.TotalDays;
        if (costs is { MissedFailure: 0, PreventedFailure: 0, FalseAlarm: 0 })
        {
            yield return ("costs-all-zero", "costs",
                "All costs are 0: nothing can be saved or lost, and thresholds by cost avoid alarms. Give at least what a failure, the "
                + "planned repair and an inspection cost beside each other.");
            yield break;
        }

        if (saving <= 0)
            yield return ("prevention-never-pays", "costs.prevented-failure",
                $"costs.prevented-failure is {Of(costs.PreventedFailure)} and costs.missed-failure {Of(costs.MissedFailure)}: an alarm "
                + "never saves anything, and thresholds by cost avoid alarms. Give the failure its whole cost: the repair, and what "
                + "stands still.");
        else if (saving <= standing)
            yield return ("alarms-never-pay", "costs.alarm-day",
                $"A failure that is warned of saves {Of(saving)}, and an alarm that stands for a horizon of {Of(scenario.Horizon)} costs "
                + $"{Of(standing)} (costs.alarm-day): no alarm pays, and thresholds by cost avoid alarms. Give it what keeping an eye on "
                + "a machine costs a day.");

        if (costs is { FalseAlarm: 0, AlarmDay: 0 })
            yield return ("false-alarms-free", "costs.false-alarm",
                "costs.false-alarm is 0: alarming always is the cheapest. Give it what an inspection costs.");
    }

    private static string Of(double cost) => cost.ToString("N0", CultureInfo.InvariantCulture);

    private static string Of(TimeSpan time) => DurationText.InDays(time);
}
