using System.Globalization;
using Presage.Contracts.Api;
using Presage.Engine.Observation;

namespace Presage.Hosting.Results;

/// <summary>Which rows were left out since it is not known what became of their machine.</summary>
public static class UnknownNotices
{
    /// <summary>Rows at the end of what is known of all machines go without saying.</summary>
    /// <param name="unknown">Null in what an earlier version has counted.</param>
    /// <param name="work">What is not done with them, such as <c>judged</c>.</param>
    /// <param name="horizon">The label horizon.</param>
    public static IEnumerable<Notice> Of(UnknownRows? unknown, string work, TimeSpan horizon)
    {
        if (unknown is { Silent: > 0 })
            yield return new Notice(
                "rows-unknown",
                $"{Count(unknown.Silent, "row")} of {Count(unknown.SilentMachines, "machine")} "
                + $"{(unknown.Silent == 1 ? "is" : "are")} not {work}: the records of the machine end, or pause, within "
                + $"{horizon.TotalHours.ToString("0.##", CultureInfo.InvariantCulture)} h after it, so that nobody knows if it failed.");
    }

    /// <summary>
    /// Rows before a known failure that are left out of learning since another component is unknown, when they are many.
    /// </summary>
    /// <param name="positives">Rows with a failure that are learnt from.</param>
    /// <param name="failureEndsLife">What the scenario says; where it does, there is nothing to settle.</param>
    public static IEnumerable<Notice> OfPartly(UnknownRows unknown, long positives, bool failureEndsLife)
    {
        const int many = 10;
        if (!failureEndsLife && unknown.Partly > 0 && unknown.Partly * many >= positives)
            yield return new Notice(
                "rows-partly-known",
                $"{Count(unknown.Partly, "row")} before a failure {(unknown.Partly == 1 ? "is" : "are")} not learnt from: the records end "
                + "too soon to know of the other components. If a failure ends the life of a machine, say so in the scenario (observation: "
                + "{ failure-ends-life: true }), and they are known.");
    }

    private static string Count(long value, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:N0} {one}{(value == 1 ? "" : "s")}");
}
