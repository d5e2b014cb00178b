using Presage.Engine.Observation;

namespace Presage.Engine.Alarms;

/// <summary>What ends an alarm of a component although no prediction says so. Ascending Unix time.</summary>
/// <param name="Repairs">Replacements and failures, each moment once: a row at that very moment already sees the new part.</param>
/// <param name="PeriodEnds">Ends of observation periods that are over: a row at that very moment is the last of the old one.</param>
public readonly record struct Interruptions(long[] Repairs, long[] PeriodEnds)
{
    public static Interruptions None { get; } = new([], []);

    public static Interruptions Of(IEnumerable<long> replacements, IEnumerable<long> failures, ObservedPeriods observed)
    {
        // A failure that ends a life, or what is seen of one, leaves no new part that a row could speak of.
        var ends = observed.Ends;
        return new([.. replacements.Concat(failures).Except(ends).Order()], ends);
    }

    /// <summary>Whether a row continues what a row before it began: nothing happened after the one and up to the other.</summary>
    internal bool IsBetween(long earlier, long later) =>
        SortedTimes.CountUpTo(Repairs, earlier) < SortedTimes.CountUpTo(Repairs, later)
        || SortedTimes.CountBefore(PeriodEnds, earlier) < SortedTimes.CountBefore(PeriodEnds, later);

    /// <summary>The first that ends an alarm raised at a moment; later than any when there is none.</summary>
    internal long FirstAfter(long raised)
    {
        var repair = SortedTimes.CountUpTo(Repairs, raised);
        var end = SortedTimes.CountBefore(PeriodEnds, raised);
        return Math.Min(
            repair < Repairs.Length ? Repairs[repair] : long.MaxValue, end < PeriodEnds.Length ? PeriodEnds[end] : long.MaxValue);
    }
}
