namespace Presage.Engine.Observation;

/// <summary>Rows of which it is not known for every component whether it failed, and why. Adds up over disjoint sets of machines.</summary>
/// <param name="Rows">All of them.</param>
/// <param name="Machines">Machines that have some.</param>
/// <param name="Silent">
/// Of these rows, those whose machine was not heard of after them for long enough though others were; of the rest, what is known ends.
/// </param>
/// <param name="SilentMachines">Machines that have some of these.</param>
/// <param name="Partly">Of all, rows of which it is known that some component failed.</param>
public sealed record UnknownRows(long Rows, int Machines, long Silent, int SilentMachines, long Partly)
{
    public static UnknownRows None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Counts the rows of one machine.</summary>
    /// <param name="labels">[component][row]: 1, 0 or -1 for unknown.</param>
    /// <param name="knownUntil">Nothing later is known of any machine.</param>
    /// <param name="gap">A machine that was silent for longer before that is one that was not heard of.</param>
    public static UnknownRows Of(ReadOnlySpan<long> times, sbyte[][] labels, ObservedPeriods observed, long knownUntil, long gap)
    {
        var (rows, silent, partly) = (0, 0, 0);
        var known = observed.CutAt(knownUntil);
        for (var row = 0; row < times.Length; row++)
        {
            var (unknown, fails) = (false, false);
            foreach (var component in labels)
            {
                unknown |= component[row] < 0;
                fails |= component[row] > 0;
            }

            if (!unknown)
                continue;

            rows++;
            partly += fails ? 1 : 0;
            silent += known.LastHeard(times[row]) is { } heard && knownUntil - heard > gap ? 1 : 0;
        }

        return new UnknownRows(rows, rows > 0 ? 1 : 0, silent, silent > 0 ? 1 : 0, partly);
    }

    /// <summary>Null when nobody has looked at any of the parts.</summary>
    public static UnknownRows? Sum(IEnumerable<UnknownRows?> parts) =>
        parts.Aggregate((UnknownRows?)null, (left, right) => left is null ? right : right is null ? left : left.Plus(right));

    private UnknownRows Plus(UnknownRows other) => new(
        Rows + other.Rows, Machines + other.Machines, Silent + other.Silent, SilentMachines + other.SilentMachines, Partly + other.Partly);
}
