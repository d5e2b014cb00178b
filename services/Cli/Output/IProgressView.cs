using Presage.Contracts.Api;

namespace Presage.Cli.Output;

/// <summary>Shows how far something is while it runs.</summary>
internal interface IProgressView
{
    /// <param name="work">Does the work and reports the steps it knows of, each time all of them.</param>
    Task<T> FollowAsync<T>(Func<Action<IReadOnlyList<ProgressStep>>, Task<T>> work);
}

/// <param name="Total">0 while it is not known.</param>
/// <param name="Note">How long it still takes, or why that cannot be told; null when nobody has asked.</param>
/// <param name="IsRemark">Whether it is no step, and its note a sentence on them; the name tells it from other remarks.</param>
internal sealed record ProgressStep(string Name, long Done, long Total, string? Note = null, bool IsRemark = false)
{
    public static IReadOnlyList<ProgressStep> Of(RunProgress progress) =>
    [
        .. progress.Stages.Select(stage => new ProgressStep(
            stage.Stage, stage.Done, stage.Slices,
            progress.Remaining is { } remaining && remaining.Stage == stage.Stage ? Format.Remaining(remaining) : null)),
        .. progress.Planning is { } planning ? [Of(planning)] : Array.Empty<ProgressStep>(),
        .. progress.Waiting is { } waiting ? [Of(waiting)] : Array.Empty<ProgressStep>(),
    ];

    private static ProgressStep Of(RunPlanning planning) => new(
        planning.What, planning.Planned, planning.Of, Format.Planned(planning.What, planning.Planned, planning.Of), IsRemark: true);

    /// <summary>The same thing is not said again only because more time has gone by.</summary>
    private static ProgressStep Of(WaitingRun waiting) => new(
        waiting.Reasons is { } reasons ? string.Join(' ', [.. reasons, .. waiting.Queues.Select(queue => queue.Queue)]) : waiting.Why,
        0, 0, waiting.Why, IsRemark: true);
}
