namespace Presage.Engine.Scenarios;

/// <summary>Lengths of telemetry blocks. They are multiples of each other up to 84 days, so that blocks begin at round times.</summary>
public static class BlockLengths
{
    /// <summary>Most readings of one sensor in a block.</summary>
    public const int MaximumReadings = 4_096;

    private static readonly TimeSpan[] s_periods =
    [
        TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(28),
        TimeSpan.FromDays(84), TimeSpan.FromDays(364),
    ];

    /// <summary>The longest period with at most <see cref="MaximumReadings"/> readings; the shortest when all have more.</summary>
    public static TimeSpan For(TimeSpan sampling)
    {
        var longest = s_periods[0];
        foreach (var period in s_periods)
            if (period.Ticks / MaximumReadings <= sampling.Ticks)
                longest = period;
        return longest;
    }
}
