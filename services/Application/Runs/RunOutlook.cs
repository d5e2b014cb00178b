using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Runs;

/// <summary>
/// How long the present stage of a run still takes, from the mean time of its finished slices and the number that are worked on at once.
/// Later stages are planned when the earlier ones are done, so there is no honest figure for the run as a whole.
/// </summary>
internal sealed class RunOutlook(IRuns runs, ISliceAttempts attempts, TimeProvider clock)
{
    /// <summary>A slice that has taken so many times the longest finished one counts as lost with its worker.</summary>
    private const double LostAfter = 10;

    /// <summary>Null when the run has ended, or none of its stages is being worked on.</summary>
    public async Task<RemainingTime?> RemainingAsync(Run run, IReadOnlyList<StageProgress> stages, CancellationToken cancellation)
    {
        if (run.State != RunState.Running || stages.FirstOrDefault(stage => !stage.IsComplete && !IsLater(stage, stages)) is not { } stage)
            return null;

        var slices = await RunSlices.ListAsync(run, [stage], runs, attempts, cancellation);
        return Of(stage.Stage, stage.Slices, slices, clock.GetUtcNow().UtcDateTime);
    }

    public static RemainingTime Of(string stage, int slices, IReadOnlyList<RunSlice> known, DateTime now)
    {
        var times = known.Where(slice => slice.EndedAt is not null)
            .Select(slice => (slice.EndedAt!.Value - slice.StartedAt).TotalSeconds)
            .ToList();
        var spent = known.Where(slice => slice.State == RunSlice.Running)
            .Select(slice => Math.Max(0, (now - slice.StartedAt).TotalSeconds))
            .ToList();
        if (times.Count == 0)
            return new(stage, null, spent.Count == 0 ? "no worker has begun a slice yet" : "no slice is finished yet");

        var (mean, longest) = (times.Average(), times.Max());
        var alive = spent.Where(seconds => seconds <= longest * LostAfter).ToList();
        if (alive.Count == 0)
            return new(stage, null, "no worker is at it");

        var work = (mean * (slices - times.Count)) - alive.Sum(seconds => Math.Min(seconds, mean));
        return new(stage, Math.Round(Math.Max(0, work) / alive.Count, 1));
    }

    /// <summary>A stage may be planned ahead; the present one is then the one planned after it.</summary>
    private static bool IsLater(StageProgress stage, IReadOnlyList<StageProgress> stages) =>
        stage.Done == 0 && stages.Any(other => other != stage && !other.IsComplete && (other.Done > 0 || stage.Slices == 1));
}
