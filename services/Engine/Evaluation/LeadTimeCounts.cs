namespace Presage.Engine.Evaluation;

/// <summary>Warned failures by lead time, ascending.</summary>
public sealed record LeadTimeCounts(long[] Milliseconds, long[] Counts)
{
    internal static LeadTimeCounts Empty { get; } = new([], []);

    internal static LeadTimeCounts Of(IEnumerable<long> leads) => Group(leads.Select(lead => (UnixTime.ToMilliseconds(lead), 1L)));

    internal static LeadTimeCounts Merge(IReadOnlyList<LeadTimeCounts> parts) =>
        Group(parts.SelectMany(part => part.Milliseconds.Zip(part.Counts)));

    /// <summary>Quantile by linear interpolation between order statistics, in hours; null when there are none.</summary>
    /// <param name="share">0 to 1.</param>
    internal double? Hours(double share)
    {
        if (Counts.Length == 0)
            return null;

        var position = share * (Counts.Sum() - 1);
        var below = (long)position;
        var low = At(below);
        return (low + ((position - below) * (At(below + 1) - low))) / (UnixTime.Hour / UnixTime.Millisecond);
    }

    private long At(long rank)
    {
        for (var i = 0; i < Counts.Length; i++)
        {
            rank -= Counts[i];
            if (rank < 0)
                return Milliseconds[i];
        }

        return Milliseconds[^1];
    }

    private static LeadTimeCounts Group(IEnumerable<(long Lead, long Count)> leads)
    {
        var groups = leads.GroupBy(lead => lead.Lead, lead => lead.Count).OrderBy(group => group.Key).ToList();
        return new LeadTimeCounts([.. groups.Select(group => group.Key)], [.. groups.Select(group => group.Sum())]);
    }
}
