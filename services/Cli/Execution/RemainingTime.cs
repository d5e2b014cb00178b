namespace Presage.Cli.Execution;

/// <summary>
/// How long a stage of a run still takes, from the mean time of its finished slices and the number that are worked on at once. Later stages are planned when
/// the earlier ones are done, so there is no honest figure for the run as a whole.
/// </summary>
/// <param name="Seconds">Null while it cannot be told.</param>
/// <param name="Why">Why it cannot be told.</param>
internal sealed record RemainingTime(string Stage, double? Seconds, string? Why = null)
{
    /// <summary>A slice that has taken so many times the longest finished one counts as lost with its worker.</summary>
    private const double LostAfter = 10;

    public static RemainingTime Of(string stage, int slices, IReadOnlyList<RunSlice> known, DateTime now)
    {
        var times = known.Where(slice => slice.EndedAt is not null).Select(slice => (slice.EndedAt!.Value - slice.StartedAt).TotalSeconds).ToList();
        var spent = known.Where(slice => slice.State == RunSlice.Running).Select(slice => Math.Max(0, (now - slice.StartedAt).TotalSeconds)).ToList();
        if (times.Count == 0)
            return new(stage, null, spent.Count == 0 ? "no worker has begun a slice yet" : "no slice is finished yet");

        var (mean, longest) = (times.Average(), times.Max());
        var alive = spent.Where(seconds => seconds <= longest * LostAfter).ToList();
        if (alive.Count == 0)
            return new(stage, null, "no worker is at it");

        var work = (mean * (slices - times.Count)) - alive.Sum(seconds => Math.Min(seconds, mean));
        return new(stage, Math.Round(Math.Max(0, work) / alive.Count, 1));
    }

    public string Text => Seconds is { } seconds ? $"about {Span(seconds)} left" : $"no estimate: {Why}";

    private static string Span(double seconds) => seconds switch
    {
        < 1 => "1 s",
        < 90 => $"{seconds:0} s",
        < 5400 => $"{seconds / 60:0} min",
        _ => $"{seconds / 3600:0.0} h",
    };
}
