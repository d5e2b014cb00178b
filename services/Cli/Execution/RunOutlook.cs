using Presage.Cli.Output;
using Presage.Storage;

namespace Presage.Cli.Execution;

/// <summary>How far a run is and how long its present stage still takes.</summary>
internal sealed class RunOutlook(IRuns runs, ISliceAttempts attempts, TimeProvider clock)
{
    public async Task<IReadOnlyList<ProgressStep>> StepsAsync(Run run, IReadOnlyList<StageProgress> stages, CancellationToken cancellation)
    {
        var remaining = await RemainingAsync(run, stages, cancellation);
        return [.. stages.Select(stage => new ProgressStep(stage.Stage, stage.Done, stage.Slices, NoteOf(stage, remaining)))];
    }

    /// <summary>Null when the run has ended, or none of its stages is being worked on.</summary>
    public async Task<RemainingTime?> RemainingAsync(Run run, IReadOnlyList<StageProgress> stages, CancellationToken cancellation)
    {
        if (run.State != RunState.Running || stages.FirstOrDefault(stage => !stage.IsComplete && !IsLater(stage, stages)) is not { } stage)
            return null;

        var slices = await RunSlice.ListAsync(run, [stage], runs, attempts, cancellation);
        return RemainingTime.Of(stage.Stage, stage.Slices, slices, clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>A stage may be planned ahead; the present one is then the one planned after it.</summary>
    private static bool IsLater(StageProgress stage, IReadOnlyList<StageProgress> stages) =>
        stage.Done == 0 && stages.Any(other => other != stage && !other.IsComplete && (other.Done > 0 || stage.Slices == 1));

    private static string? NoteOf(StageProgress stage, RemainingTime? remaining) => stage.Stage == remaining?.Stage ? remaining.Text : null;
}
