using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Scenarios;

namespace Presage.Tests.Engine.Features;

/// <summary>
/// The reference notebook step by step as tables of rows, for one machine of the public data: the same joins, groupings and windows in the
/// same order. Failures that share a bucket are added up first, as the preset does, so that there is one row a bucket.
/// </summary>
internal static class ReferenceOracle
{
    private const long TimeVal = 12 * 3600;

    private static readonly int[] s_lags = [12, 24, 36];

    public static List<(long Bucket, double[] Inputs, double LabelE)> Rows(MachineHistory history, FeatureRange range)
    {
        bool Where(long datetime) => datetime <= range.To && datetime > range.From;

        // telemetry; null is a missing value
        var telemetry = history.Times
            .Select((time, i) =>
                (Time: time, Values: history.Sensors.Select(values => double.IsNaN(values[i]) ? (double?)null : values[i]).ToArray()))
            .Where(row => Where(row.Time)).ToList();

        var telemetryFeat = telemetry
            .Select((row, i) => (
                Bucket: DtTruncated(row.Time),
                Means: Rolling((lag, sensor) => Avg(Over(telemetry, i, lag).Select(r => r.Values[sensor]))),
                Stds: Rolling((lag, sensor) => StdDev(Over(telemetry, i, lag).Select(r => r.Values[sensor])))))
            .GroupBy(row => row.Bucket)
            .Select(group => (
                Bucket: group.Key,
                Means: Enumerable.Range(0, 12).Select(c => group.Average(row => row.Means[c])).ToArray(),
                Stds: Enumerable.Range(0, 12).Select(c => StdDev(group.Select(row => (double?)row.Stds[c])) ?? 0).ToArray()))
            .ToList();

        // errors
        var errorCount = telemetry
            .Select(
                row => history.Errors.Select(times => (double?)times.Count(time => Where(time) && time == row.Time)).ToArray()).ToList();
        var errorFeat = telemetry
            .Select((row, i) => (
                Bucket: DtTruncated(row.Time),
                Means: Enumerable.Range(0, 5).Select(error => Avg(Over(errorCount, i, 24).Select(r => r[error]))!.Value).ToArray()))
            .GroupBy(row => row.Bucket)
            .ToDictionary(
                group => group.Key, group => Enumerable.Range(0, 5).Select(error => group.Average(row => row.Means[error])).ToArray());

        // maintenance: inner joins with all earlier replacements, then left joins from component 3 back to component 1. As Spark runs them,
        // the first and the last drop the key of the wrong side: rows without a partner have none and are lost.
        var comp = history.Replacements.Select(times => (
            from row in telemetryFeat
            from time in times
            where Where(time) && row.Bucket > time
            select (row.Bucket, SinceLast: (double?)DateDiff(row.Bucket, time))).ToList()).ToArray();
        var comp34 = from c3 in comp[2]
                     join c4 in comp[3] on c3.Bucket equals c4.Bucket
                     select (c3.Bucket, S3: c3.SinceLast, S4: c4.SinceLast);
        var comp234 = from c2 in comp[1]
                      join c34 in comp34 on c2.Bucket equals c34.Bucket into left
                      from c34 in left.DefaultIfEmpty()
                      select (c2.Bucket, S2: c2.SinceLast, c34.S3, c34.S4);
        var maintFeat = (from c1 in comp[0]
                         join c234 in comp234 on c1.Bucket equals c234.Bucket
                         select (c1.Bucket, S1: c1.SinceLast, c234.S2, c234.S3, c234.S4))
            .GroupBy(row => row.Bucket)
            .ToDictionary(group => group.Key, group => (double[])
                [group.Max(r => r.S1) ?? 0, group.Max(r => r.S2) ?? 0, group.Max(r => r.S3) ?? 0, group.Max(r => r.S4) ?? 0]);

        // labels
        var failure = history.Failures
            .SelectMany((times, component) => times.Where(Where).Select(time => (Bucket: DtTruncated(time), Code: component + 1.0)))
            .GroupBy(row => row.Bucket)
            .ToDictionary(group => group.Key, group => group.Sum(row => row.Code));
        var descending = telemetryFeat.OrderByDescending(row => row.Bucket).ToList();
        var lagged = descending.Select(row => failure.GetValueOrDefault(row.Bucket)).ToList();
        var label = lagged.ToList();
        for (var lag = 1; lag <= 7; lag++)
        {
            lagged = [0.0, .. lagged.Take(lagged.Count - 1)];
            label = [.. label.Zip(lagged, (a, b) => a + b)];
        }

        return [.. descending.Select((row, i) => (
            row.Bucket,
            (double[])
            [
                .. row.Means, .. row.Stds, .. errorFeat[row.Bucket], .. maintFeat.GetValueOrDefault(row.Bucket) ?? [0, 0, 0, 0],
                history.Attributes[1],
            ],
            label[i] > 4 ? 4.0 : label[i])).Reverse()];
    }

    /// <summary>The horizon for which the notebook's seven rows are meant.</summary>
    public static long Horizon(Scenario scenario) => UnixTime.FromTimeSpan(scenario.Features.Grid) * 7;

    /// <summary>By lag, then sensor; null becomes 0.</summary>
    private static double[] Rolling(Func<int, int, double?> statistic) =>
        [.. s_lags.SelectMany(lag => Enumerable.Range(0, 4).Select(sensor => statistic(lag, sensor) ?? 0))];

    /// <summary>rowsBetween(1 - lag, 0)</summary>
    private static IEnumerable<T> Over<T>(List<T> rows, int current, int lag) =>
        rows.Skip(Math.Max(0, current + 1 - lag)).Take(Math.Min(lag, current + 1));

    private static double? Avg(IEnumerable<double?> values) => values.Average();

    private static double? StdDev(IEnumerable<double?> values)
    {
        var there = values.OfType<double>().ToList();
        return there.Count < 2 ? null : Math.Sqrt(there.Sum(value => Math.Pow(value - there.Average(), 2)) / (there.Count - 1));
    }

    private static long DtTruncated(long datetime) =>
        (long)(Math.Round((double)(datetime / UnixTime.Second) / TimeVal, MidpointRounding.AwayFromZero) * TimeVal) * UnixTime.Second;

    private static int DateDiff(long end, long start) =>
        (UnixTime.ToDateTime(end).Date - UnixTime.ToDateTime(start).Date).Days;
}
