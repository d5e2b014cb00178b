namespace Presage.Engine.Evaluation;

/// <summary>
/// Age of a component: the time since it was last replaced or failed, else since the machine's life began as far as that is known. What an
/// alarm that knows nothing but the calendar would go by.
/// </summary>
internal static class ComponentAge
{
    /// <summary>[row] in <see cref="UnixTime"/> units.</summary>
    public static long[] Of(MachineOutcome outcome, int component)
    {
        var renewals = Renewals(outcome, component);
        var beginning = Beginning(outcome, renewals);
        var ages = new long[outcome.Times.Length];
        var next = 0;
        for (var row = 0; row < ages.Length; row++)
        {
            while (next < renewals.Length && renewals[next] <= outcome.Times[row])
                next++;

            ages[row] = outcome.Times[row] - (next > 0 ? Math.Max(renewals[next - 1], beginning) : beginning);
        }

        return ages;
    }

    /// <summary>Ascending moments from which on the component is new: replacements, failures and beginnings of another life.</summary>
    private static long[] Renewals(MachineOutcome outcome, int component) =>
    [
        .. outcome.InterruptionsOf(component).Repairs
            .Concat(outcome.Observed.Periods.Where(period => period.EndsLife).Select(period => period.To))
            .Order(),
    ];

    /// <summary>Where observation has no beginning, the first row or event that is known of the machine.</summary>
    private static long Beginning(MachineOutcome outcome, long[] renewals)
    {
        if (outcome.Observed.Periods is [{ From: > long.MinValue } first, ..])
            return first.From;

        var earliest = outcome.Times.Length > 0 ? outcome.Times[0] : 0;
        return renewals.Length > 0 ? Math.Min(earliest, renewals[0]) : earliest;
    }
}
