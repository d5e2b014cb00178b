using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Runs;

/// <summary>Slices that workers have taken up, whether they are done or not.</summary>
internal static class RunSlices
{
    public static async Task<IReadOnlyList<RunSlice>> ListAsync(
        Run run, IEnumerable<StageProgress> stages, IRuns runs, ISliceAttempts attempts, CancellationToken cancellation)
    {
        var slices = new List<RunSlice>();
        foreach (var stage in stages)
            slices.AddRange(Of(
                run, stage.Stage, await runs.SlicesAsync(run.Id, stage.Stage, cancellation),
                await attempts.ListAsync(run.Id, stage.Stage, cancellation)));

        return slices;
    }

    public static IEnumerable<RunSlice> Of(Run run, string stage, IReadOnlyList<SliceRecord> done, IReadOnlyList<SliceAttempt> begun)
    {
        var finished = done.Select(slice => slice.Slice).ToHashSet();
        var open = run.State == RunState.Running ? RunSlice.Running : RunSlice.Unfinished;
        return done
            .Select(slice => new RunSlice(
                stage, slice.Slice, RunSlice.Done, slice.Attempt, slice.Worker, slice.StartedAt, slice.EndedAt, slice.Rows))
            .Concat(begun.Where(slice => !finished.Contains(slice.Slice))
                .Select(slice => new RunSlice(stage, slice.Slice, open, slice.Attempt, slice.Worker, slice.StartedAt)))
            .OrderBy(slice => slice.Slice);
    }
}
