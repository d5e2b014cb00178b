using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Observation;
using Presage.Engine.Scenarios;

namespace Presage.Tests.Engine.Features;

/// <summary>The definition of the default preset, written down without a thought for speed.</summary>
internal static class DefaultOracle
{
    public static IEnumerable<(long Time, double[] Values, int[] Labels)> Rows(
        Scenario scenario, MachineHistory history, FeatureRange range)
    {
        var grid = UnixTime.FromTimeSpan(scenario.Features.Grid);
        var fresh = UnixTime.FromTimeSpan(scenario.Observation.Fresh);
        var sampling = UnixTime.FromTimeSpan(scenario.Sampling);
        for (var point = range.From; point <= range.To; point++)
        {
            if (point % grid != 0)
                point += grid - (point % grid);
            if (point <= range.From || point > range.To || !IsPresent(history, point, sampling))
                continue;

            var own = SinceLifeBegan(history, point);
            if (own.Times.Any(time => time > point - fresh && time <= point))
                yield return (point, [.. Values(scenario, own, point)], [.. Labels(history, point, range)]);
        }
    }

    private static IEnumerable<double> Values(Scenario scenario, MachineHistory history, long point)
    {
        foreach (var window in scenario.Features.Windows)
        {
            foreach (var aggregate in scenario.Features.Aggregates)
            {
                foreach (var (number, sensor) in history.Sensors.Index())
                {
                    var begin = point - UnixTime.FromTimeSpan(window);
                    var hold = UnixTime.FromTimeSpan(scenario.Sensors[number].Hold);
                    var readings = history.Times.Zip(sensor)
                        .Where(reading => reading.First <= begin && reading.First > begin - hold && !double.IsNaN(reading.Second))
                        .TakeLast(1)
                        .Select(reading => (Hours: (begin - point) / (double)UnixTime.Hour, Value: reading.Second))
                        .Concat(history.Times.Zip(sensor)
                        .Where(reading => reading.First > point - UnixTime.FromTimeSpan(window) && reading.First <= point
                            && !double.IsNaN(reading.Second))
                        .Select(reading => (Hours: (reading.First - point) / (double)UnixTime.Hour, Value: reading.Second)))
                        .ToArray();
                    yield return Statistic(aggregate, readings);
                }
            }
        }

        foreach (var errors in history.Errors)
            yield return errors.Count(time => time > point - UnixTime.FromTimeSpan(scenario.Features.ErrorWindow) && time <= point);
        if (scenario.RecordKinds.Maintenance is not null)
            foreach (var replacements in history.Replacements)
                yield return replacements.Where(time => time <= point).Select(time => (point - time) / (double)UnixTime.Day)
                    .DefaultIfEmpty(double.NaN).Last();
        foreach (var attribute in history.Attributes)
            yield return attribute;
    }

    private static double Statistic(Aggregate aggregate, (double Hours, double Value)[] readings)
    {
        var values = readings.Select(reading => reading.Value).ToArray();
        if (values.Length < (aggregate is Aggregate.Std or Aggregate.Slope ? 2 : 1))
            return double.NaN;

        var mean = values.Average();
        var centre = readings.Average(reading => reading.Hours);
        return aggregate switch
        {
            Aggregate.Mean => mean,
            Aggregate.Std => Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / (values.Length - 1)),
            Aggregate.Min => values.Min(),
            Aggregate.Max => values.Max(),
            Aggregate.Slope => readings.Sum(reading => (reading.Hours - centre) * (reading.Value - mean))
                / readings.Sum(reading => Math.Pow(reading.Hours - centre, 2)),
            _ => values[^1],
        };
    }

    private static bool IsPresent(MachineHistory history, long point, long sampling) => history.Observed.Periods.Any(period =>
        point >= period.From && (point <= period.To || (!period.EndsLife && point - period.To < sampling)));

    private static MachineHistory SinceLifeBegan(MachineHistory history, long point)
    {
        var began = history.Observed.Periods.Where(period => period.EndsLife && period.To < point).Select(period => period.To)
            .DefaultIfEmpty(long.MinValue).Max();
        var kept = history.Times.Index().Where(time => time.Item > began).Select(time => time.Index).ToArray();
        return history with
        {
            Times = [.. kept.Select(reading => history.Times[reading])],
            Sensors = [.. history.Sensors.Select(sensor => kept.Select(reading => sensor[reading]).ToArray())],
            Errors = [.. history.Errors.Select(times => times.Where(time => time > began).ToArray())],
            Replacements = [.. history.Replacements.Select(times => times.Where(time => time > began).ToArray())],
        };
    }

    private static IEnumerable<int> Labels(MachineHistory history, long point, FeatureRange range)
    {
        var end = point + range.Horizon;
        var periods = history.Observed.Periods;
        var lifeEnd = periods.Where(period => period.EndsLife && period.To >= point && period.To <= range.FailuresKnownUntil)
            .Select(period => period.To).DefaultIfEmpty(long.MaxValue).Min();
        var period = periods.Where(period => period.From <= point && point <= period.To).Cast<ObservedPeriod?>().FirstOrDefault();
        var isObserved = point <= range.FailuresKnownUntil && period is { } observed
            && ((end <= observed.To && end <= range.FailuresKnownUntil)
                || (observed.EndsLife && observed.To > point && observed.To <= range.FailuresKnownUntil));
        return history.Failures.Select(failures =>
            failures.Any(time => time > point && time <= end && time <= range.FailuresKnownUntil && time <= lifeEnd) ? 1
                : isObserved ? 0 : -1);
    }
}
