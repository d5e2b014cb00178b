namespace Presage.Storage.Telemetry;

/// <summary>
/// What the facts of one cell come to. They are in the order of their stamps. At a moment the cell has the value of the latest knowledge
/// time up to it; of several values of one knowledge time the greatest. Facts that repeat what was known just before them are left out, so
/// that the same facts are the same list, whatever order they came in.
/// </summary>
internal static class Cell
{
    /// <summary>A moment that is later than all that is known.</summary>
    public const long Now = long.MaxValue - 1;

    /// <summary>Same bits; every NaN is the same.</summary>
    public static bool IsSame(double a, double b) =>
        BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));

    /// <summary>The value at a moment, in milliseconds; NaN when nothing was known.</summary>
    public static double ValueAt(ReadOnlySpan<Fact> facts, long asOf)
    {
        var end = facts.Length;
        while (end > 0 && facts[end - 1].Stamp.Known > asOf)
            end--;

        return LatestValue(facts[..end], asOf);
    }

    /// <summary>Adds a fact.</summary>
    public static CellChange Add(List<Fact> facts, Fact fact)
    {
        var known = fact.Stamp.Known;
        var first = facts.FindIndex(other => other.Stamp.Known >= known) is >= 0 and var found ? found : facts.Count;
        var end = first;
        while (end < facts.Count && facts[end].Stamp.Known == known)
            end++;

        var before = BeforeOf(facts, first, known);
        if (IsSame(fact.Value, before))
            return default;

        var change = first == end
            ? new CellChange(double.IsNaN(before) ? CellOutcome.Written : CellOutcome.Replaced, before, fact.Value)
            : ChangeIn(facts, first, end, fact);
        var isLatest = end == facts.Count;
        if (!Insert(facts, first, end, fact))
            return change;

        if (!isLatest)
            Normalize(facts);

        return change with { IsStored = true };
    }

    /// <summary>Leaves out what repeats what was known just before and does not outlast it.</summary>
    public static void Normalize(List<Fact> facts)
    {
        for (var i = 0; i < facts.Count;)
        {
            var known = facts[i].Stamp.Known;
            var first = i;
            while (first > 0 && facts[first - 1].Stamp.Known == known)
                first--;

            if (facts[i].Until <= UntilOf(facts, first, known, facts[i].Value))
                facts.RemoveAt(i);
            else
                i++;
        }
    }

    private static double LatestValue(ReadOnlySpan<Fact> facts, long asOf)
    {
        var (value, known) = (double.NaN, long.MinValue);
        for (var i = facts.Length - 1; i >= 0; i--)
        {
            var fact = facts[i];
            if (!double.IsNaN(value) && fact.Stamp.Known < known)
                break;
            if (fact.Until > asOf && (double.IsNaN(value) || IsGreater(fact.Value, value)))
                (value, known) = (fact.Value, fact.Stamp.Known);
        }

        return value;
    }

    private static double BeforeOf(List<Fact> facts, int count, long known) =>
        LatestValue(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(facts)[..count], known);

    /// <summary>Until when a value holds that was known before; the beginning of time where another or none was.</summary>
    private static long UntilOf(List<Fact> facts, int count, long known, double value)
    {
        if (!IsSame(BeforeOf(facts, count, known), value))
            return long.MinValue;

        var at = facts.FindLastIndex(count - 1, fact => fact.Until > known && IsSame(fact.Value, value));
        return facts[at].Until;
    }

    /// <summary>What a fact does among others of its knowledge time: it repeats one of them or contradicts them.</summary>
    private static CellChange ChangeIn(List<Fact> facts, int first, int end, Fact fact)
    {
        var others = facts.GetRange(first, end - first);
        if (others.TrueForAll(other => IsSame(other.Value, fact.Value)))
            return default;

        var other = others.Find(other => !IsSame(other.Value, fact.Value)).Value;
        foreach (var one in others)
            if (!IsSame(one.Value, fact.Value) && IsGreater(one.Value, other))
                other = one.Value;

        var isKept = IsGreater(fact.Value, other);
        return new CellChange(
            CellOutcome.None, isKept ? other : fact.Value, isKept ? fact.Value : other,
            IsConflict: !others.Exists(one => one.Stamp == fact.Stamp && IsSame(one.Value, fact.Value)));
    }

    /// <returns>False when there is one of this stamp that is at least as great.</returns>
    private static bool Insert(List<Fact> facts, int first, int end, Fact fact)
    {
        var at = first;
        while (at < end && facts[at].Stamp.CompareTo(fact.Stamp) < 0)
            at++;

        if (at == end || facts[at].Stamp != fact.Stamp)
            facts.Insert(at, fact);
        else if (IsGreater(fact.Value, facts[at].Value))
            facts[at] = fact with { Until = facts[at].Until };
        else
            return false;

        return true;
    }

    private static bool IsGreater(double a, double b) =>
        a > b || (a == b && BitConverter.DoubleToInt64Bits(a) > BitConverter.DoubleToInt64Bits(b));
}

internal enum CellOutcome
{
    None,
    Written,
    Replaced,
}

/// <summary>What a fact does to a cell.</summary>
/// <param name="Before">The value that was known before, or that gave way to one of the same knowledge time.</param>
/// <param name="IsConflict">Whether it contradicts one of the same knowledge time.</param>
/// <param name="IsStored">Whether the facts are others now.</param>
internal readonly record struct CellChange(
    CellOutcome Outcome, double Before, double After, bool IsConflict = false, bool IsStored = false);
