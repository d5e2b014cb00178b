using FsCheck;
using FsCheck.Fluent;
using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Observation;

namespace Presage.Tests.Engine.Evaluation;

/// <summary>
/// Machines of two components with a few distinct scores, failures and replacements here and there, that are observed in one period or in
/// two, often not to the end of their rows.
/// </summary>
internal static class RandomOutcomes
{
    public static Gen<MachineOutcome[]> Fleets =>
        from size in Gen.Choose(1, 6)
        from machines in Machines.ArrayOf(size)
        select machines.Select((machine, i) => machine with { Machine = $"{i}" }).ToArray();

    private static Gen<MachineOutcome> Machines =>
        from rows in Gen.Choose(0, 40)
        from first in Column(rows)
        from second in Column(rows)
        from failures in Moments.Two()
        from replacements in Moments.Two()
        from threshold in Gen.Choose(1, 20)
        from observed in Observed
        select (Given.Machine([first, second], [failures.Item1, failures.Item2], [replacements.Item1, replacements.Item2]) with
        {
            Observed = observed,
        }).WithThresholds([threshold / 20.0, 0.5]);

    /// <summary>From the beginning to a moment, or in two periods of which the first may end with the machine's life.</summary>
    private static Gen<ObservedPeriods> Observed =>
        from first in Gen.Choose(0, 700)
        from gap in Gen.Choose(1, 100)
        from second in Gen.Choose(0, 300)
        from kind in Gen.Choose(0, 3)
        select kind < 2
            ? ObservedPeriods.Until(first * UnixTime.Hour)
            : new ObservedPeriods(
            [
                new ObservedPeriod(long.MinValue, first * UnixTime.Hour, EndsLife: kind == 3),
                new ObservedPeriod((first + gap) * UnixTime.Hour, (first + gap + second) * UnixTime.Hour),
            ]);

    private static Gen<double[]> Moments => Gen.Choose(0, 100).ArrayOf(3)
        .Select(moments => moments.Distinct().Order().Select(moment => moment * 6.0).ToArray());

    /// <summary>Squares, as calibrated probabilities of rare events are mostly small.</summary>
    private static Gen<double[]> Column(int rows) => Gen.Choose(0, 20).Select(level => level * level / 400.0).ArrayOf(rows);
}
