using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Monitoring.Stalls;

/// <summary>Says where a run stands still.</summary>
internal static class StallReport
{
    private const int ShownSlices = 3;

    /// <param name="stages">In the order they were planned.</param>
    /// <param name="begun">The latest attempts at the slices of <see cref="StageOf"/> that are not finished.</param>
    public static string Describe(IReadOnlyList<StageProgress> stages, IReadOnlyList<SliceAttempt> begun, DateTime since)
    {
        var still = $"Nothing has happened since {Time(since)}";
        if (stages.Count == 0)
            return $"{still}: it was never planned.";
        if (StageOf(stages) is not { } stage)
            return $"{still}: all slices of stage {stages[^1].Stage} are done, and what comes after them was never begun.";

        var missing = stage.Slices - stage.Done;
        return $"{still}: {missing} of {stage.Slices} slices of stage {stage.Stage} missing, {Begun(begun)}.";
    }

    /// <summary>
    /// The stage that the run stands in; null when those that are planned are done. The last one of a training is planned ahead of the
    /// trials before it.
    /// </summary>
    public static StageProgress? StageOf(IReadOnlyList<StageProgress> stages) =>
        stages.Where(stage => !stage.IsComplete).OrderBy(stage => stage.Stage == Stages.Select).FirstOrDefault();

    private static string Begun(IReadOnlyList<SliceAttempt> begun)
    {
        if (begun.Count == 0)
            return "none of them begun";

        var shown = begun.OrderByDescending(slice => slice.StartedAt).Take(ShownSlices)
            .Select(slice => $"slice {slice.Slice} by {slice.Worker} on {Time(slice.StartedAt)} (attempt {slice.Attempt})");
        return $"{begun.Count} of them begun and not finished: {string.Join(", ", shown)}{(begun.Count > ShownSlices ? ", ..." : "")}";
    }

    private static string Time(DateTime time) => $"{time:yyyy-MM-dd HH:mm:ss}";
}
