using Presage.Engine;
using Presage.Engine.Scenarios;

namespace Presage.Features.Planning;

internal static class Horizon
{
    private static readonly double s_longest = Scenario.LongestHorizon.TotalHours;

    /// <summary>The label horizon in hours: what was asked for, or the scenario's.</summary>
    /// <exception cref="PresageException"><c>invalid-horizon</c>.</exception>
    public static double Hours(double? asked, Scenario scenario) => asked switch
    {
        null => scenario.Horizon.TotalHours,
        > 0 and var hours when hours <= s_longest => hours,
        _ => throw new PresageException(
            ErrorKind.Invalid, "invalid-horizon", FormattableString.Invariant($"A label horizon of {asked} hours is not possible."),
            $"Give a horizon above 0 and up to {s_longest} hours."),
    };
}
