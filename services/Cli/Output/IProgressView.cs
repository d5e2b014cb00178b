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
/// <param name="IsRemark">Whether it is no step, and its name a sentence on them.</param>
internal sealed record ProgressStep(string Name, long Done, long Total, string? Note = null, bool IsRemark = false)
{
    public static IReadOnlyList<ProgressStep> Of(RunProgress progress) =>
    [
        .. progress.Stages.Select(stage => new ProgressStep(
            stage.Stage, stage.Done, stage.Slices,
            progress.Remaining is { } remaining && remaining.Stage == stage.Stage ? Format.Remaining(remaining) : null)),
        .. progress.Waiting is { } waiting ? [new ProgressStep(waiting.Why, 0, 0, IsRemark: true)] : Array.Empty<ProgressStep>(),
    ];
}
