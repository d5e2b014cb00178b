using Presage.Engine.Evaluation;
using Presage.Tests.Engine.Alarms;

namespace Presage.Tests.Engine.Evaluation;

/// <summary>The definitions taken literally, row by row and failure by failure; the oracle.</summary>
internal static class NaiveEvaluation
{
    private const long Recovery = Presage.Engine.UnixTime.Day;

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

    public static EventCounts Events(IEnumerable<MachineOutcome> fleet, int component)
    {
        var (failures, warned, raised, falseAlarms) = (0, 0, 0, 0);
        foreach (var machine in fleet.Where(machine => machine.Times.Length > 0))
        {
            var known = machine.Failures[component].Where(time => time <= machine.Observed.End).ToArray();
            var lead = (long)Given.Costs.LeadTime.TotalMilliseconds;
            var last = machine.Times[^1];
            var repairs = machine.Replacements[component].Concat(known).ToArray();
            var alarms = NaiveAlarmRule.Raise(
                machine.Times, machine.Probabilities[component], machine.Thresholds[component], repairs, Recovery);
            var counted = known.Where(failure => failure >= machine.Times[0] + lead && failure <= last + lead).ToList();
            failures += counted.Count;
            warned += counted.Count(failure =>
                alarms.Exists(alarm => alarm.Raised <= failure - lead && !(alarm.Ended <= failure - machine.Horizon)));
            raised += alarms.Count;
            foreach (var alarm in alarms)
            {
                var end = Math.Min(alarm.Ended ?? last, last) + machine.Horizon;
                if (!known.Any(failure => failure > alarm.Raised && failure <= end) && end <= machine.Observed.End)
                    falseAlarms++;
            }
        }

        return new EventCounts(failures, warned, raised, falseAlarms);
    }

    private static bool IsKnown(MachineOutcome machine, int component, int row) =>
        machine.Times[row] + machine.Horizon <= machine.Observed.End || Next(machine, component, row) <= machine.Observed.End;

    private static long? Next(MachineOutcome machine, int component, int row) => machine.Failures[component]
        .Where(failure => failure > machine.Times[row] && failure <= machine.Times[row] + machine.Horizon)
        .Where(failure => failure <= machine.Observed.End)
        .Select(failure => (long?)failure).Min();

    internal sealed record Row(double Score, bool IsAbove, bool IsPositive);
}
