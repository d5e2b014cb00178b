using System.Globalization;

namespace Presage.Jobs.Decisions;

/// <summary>Ids of job runs and of what their steps do: they follow from what they are for, so that asked for twice it is one.</summary>
public static class JobRunIds
{
    /// <summary>Of a nominal time of a schedule, or the end of the interval that a trigger has planned.</summary>
    public static string Planned(string job, DateTime nominal) => $"{job}-{Stamp(nominal)}";

    /// <param name="hash">Of the backfill's plan.</param>
    public static string Backfilled(string job, DateTime nominal, string hash) => $"{Planned(job, nominal)}.b-{hash}";

    /// <param name="token">The caller's: lower-case letters, digits and hyphens.</param>
    public static string Asked(string job, string token) => $"{job}-{token}";

    /// <param name="item">Number of the item from 1; null for a step that is done once.</param>
    /// <param name="attempt">From 1.</param>
    public static string Step(string jobRun, string step, int? item, int attempt) =>
        $"{jobRun}.{step}{(item is null ? "" : $"-{item}")}{(attempt > 1 ? $".{attempt}" : "")}";

    public static string Stamp(DateTime time) => time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
