using Presage.Engine;
using Presage.Engine.Alarms;
using Presage.Engine.Evaluation;
using Presage.Tests.Engine.Alarms;

namespace Presage.Tests.Engine.Evaluation;

/// <summary>The definitions taken literally, row by row and failure by failure; the oracle.</summary>
internal static class NaiveEvaluation
{
    public static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;

    public static void ShouldBeNear(double? found, double? expected)
    {
        found.HasValue.ShouldBe(expected.HasValue);
        (found ?? 0).ShouldBe(expected ?? 0, 1e-12);
    }

    public static List<Row> Rows(IEnumerable<MachineOutcome> fleet, int component) =>
    [
        .. from machine in fleet
           from row in Enumerable.Range(0, machine.Times.Length)
           where IsKnown(machine, component, row)
           let score = machine.Probabilities[component][row]
           select new Row(score, score >= machine.Thresholds[component][row], Next(machine, component, row) is not null),
    ];

    public static long[][] Confusion(IEnumerable<MachineOutcome> fleet)
    {
        long[][] confusion = [new long[3], new long[3], new long[3]];
        foreach (var machine in fleet)
        {
            var rows = Enumerable.Range(0, machine.Times.Length);
            foreach (var row in rows.Where(row => IsKnown(machine, 0, row) && IsKnown(machine, 1, row)))
            {
                var (first, second) = (Next(machine, 0, row), Next(machine, 1, row));
                var actual = (first, second) switch
                {
                    (null, null) => 0,
                    (_, null) => 1,
                    (null, _) => 2,
                    _ => first <= second ? 1 : 2,
                };
                var candidates = Enumerable.Range(0, 2).Where(c => machine.Probabilities[c][row] >= machine.Thresholds[c][row]).ToList();
                var mostProbable = candidates.OrderByDescending(c => machine.Probabilities[c][row]).ThenBy(c => c);
                var predicted = candidates.Count == 0 ? 0 : mostProbable.First() + 1;
                confusion[actual][predicted]++;
            }
        }

        return confusion;
    }

    /// <summary>As scikit-learn: for every distinct threshold, precision of what lies at or above times the recall gained.</summary>
    public static double? AveragePrecision(List<Row> rows)
    {
        var positives = rows.Count(row => row.IsPositive);
        if (positives == 0)
            return null;

        var (sum, before) = (0.0, 0.0);
        foreach (var threshold in rows.Select(row => row.Score).Distinct().OrderDescending())
        {
            var above = rows.Where(row => row.Score >= threshold).ToList();
            var recall = (double)above.Count(row => row.IsPositive) / positives;
            sum += (recall - before) * above.Count(row => row.IsPositive) / above.Count;
            before = recall;
        }

        return sum;
    }

    public static double CalibrationError(List<Row> rows) => rows
        .GroupBy(row => Math.Min(9, (int)(row.Score * 10)))
        .Sum(bin => Math.Abs(bin.Average(row => row.Score) - bin.Average(row => row.IsPositive ? 1.0 : 0.0)) * bin.Count() / rows.Count);

    public static EventCounts Events(IEnumerable<MachineOutcome> fleet, int component) =>
        EventCounts.Sum(fleet.Where(machine => machine.Times.Length > 0).Select(machine => Events(machine, component)));

    private static EventCounts Events(MachineOutcome machine, int component)
    {
        var (horizon, lead) = (machine.Horizon, UnixTime.FromTimeSpan(Given.Costs.LeadTime));
        var known = machine.Failures[component].Where(time => time <= machine.Observed.End).Distinct().ToArray();
        var last = machine.Times[^1];
        var interruptions = Interruptions.Of(machine.Replacements[component], known, machine.Observed);
        var alarms = NaiveAlarmRule.Raise(
            machine.Times, machine.Probabilities[component], machine.Thresholds[component], interruptions, Given.One.Alarms);

        // Each alarm with the moments it warns at.
        var warnings = alarms.ConvertAll(alarm => (Alarm: alarm, At: Enumerable.Range(0, 1_000)
            .Select(horizons => alarm.Raised + (horizons * horizon))
            .TakeWhile(time => time == alarm.Raised || (time <= last && (alarm.IsOpen || time < alarm.Ended)))
            .ToArray()));

        var counted = known.Where(failure => lead < horizon && machine.Times.Any(time =>
            time >= failure - horizon && time <= failure - lead && IsOfOneLife(machine, time, failure))).ToList();
        var warned = counted.Count(failure => warnings.Exists(warning =>
            warning.Alarm.Raised <= failure - lead && warning.At.Any(time =>
                time < failure && failure <= time + horizon && IsOfOneLife(machine, time, failure))));
        var all = warnings.SelectMany(warning => warning.At).ToList();
        var undecidedOrFalse = all.Where(time => !Array.Exists(
            known, failure => failure > time && failure <= time + horizon && IsOfOneLife(machine, time, failure))).ToList();

        // Everything lies on whole hours, so the middle of an hour says what holds for all of it.
        const long HalfAnHour = UnixTime.Hour / 2;
        var hours = alarms.SelectMany(alarm => Hours(alarm.Raised, Math.Min(alarm.Ended ?? last, last)))
            .LongCount(hour => IsSettled(machine, hour + HalfAnHour));
        return new EventCounts(
            counted.Count, warned, alarms.Count, undecidedOrFalse.Count(time => IsSettled(machine, time)), all.Count - alarms.Count,
            undecidedOrFalse.Count(time => !IsSettled(machine, time)), hours * UnixTime.Hour / UnixTime.Millisecond);
    }

    private static IEnumerable<long> Hours(long from, long to)
    {
        for (var hour = from; hour < to; hour += UnixTime.Hour)
            yield return hour;
    }

    private static bool IsOfOneLife(MachineOutcome machine, long time, long failure) =>
        !machine.Observed.Periods.Any(period => period.EndsLife && time <= period.To && period.To < failure);

    private static bool IsSettled(MachineOutcome machine, long time) => machine.Observed.Periods.Any(period =>
        period.From <= time && time <= period.To && (time + machine.Horizon <= period.To || (period.EndsLife && time < period.To)));

    private static bool IsKnown(MachineOutcome machine, int component, int row) =>
        IsSettled(machine, machine.Times[row]) || Next(machine, component, row) is not null;

    private static long? Next(MachineOutcome machine, int component, int row) => machine.Failures[component]
        .Where(failure => failure > machine.Times[row] && failure <= machine.Times[row] + machine.Horizon)
        .Where(failure => failure <= machine.Observed.End && IsOfOneLife(machine, machine.Times[row], failure))
        .Select(failure => (long?)failure).Min();

    internal sealed record Row(double Score, bool IsAbove, bool IsPositive);
}
