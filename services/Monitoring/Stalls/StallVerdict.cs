using Presage.Storage;

namespace Presage.Monitoring.Stalls;

/// <summary>What is to be done about a running run.</summary>
/// <param name="Wakes">How often it was woken since its last progress.</param>
/// <param name="Since">When something last happened in it, waking it not counted.</param>
internal sealed record StallVerdict(Step Step, int Wakes, DateTime Since)
{
    /// <summary>Progress is a stage planned or a slice finished. A slice that was begun, or a wake, only gives it more time.</summary>
    public static StallVerdict Of(Run run, RunActivity activity, IReadOnlyList<RunWake> wakes, StalledRunOptions options, DateTime now)
    {
        var progress = Latest(run.ResumedAt ?? run.StartedAt, activity.PlannedAt, activity.DoneAt);
        var since = wakes.Count(wake => wake.At > progress);
        var moved = Latest(progress, activity.BegunAt);
        var quiet = now - Latest(moved, since == 0 ? null : wakes[^1].At);
        var step = quiet < options.Patience * Math.Pow(2, since) ? Step.Wait : since < options.Wakes ? Step.Wake : Step.GiveUp;
        return new StallVerdict(step, since, moved);
    }

    private static DateTime Latest(DateTime first, params ReadOnlySpan<DateTime?> others)
    {
        foreach (var other in others)
            if (other > first)
                first = other.Value;

        return first;
    }
}

internal enum Step
{
    Wait,
    Wake,
    GiveUp,
}
