using Presage.Storage;

namespace Presage.Cli.Execution;

/// <summary>A slice of a run that a worker has taken up.</summary>
/// <param name="State">done; running; or unfinished, when the run has ended without it.</param>
/// <param name="Attempt">How often it was begun, over all deliveries of its message.</param>
internal sealed record RunSlice(
    string Stage, int Slice, string State, int Attempt, string Worker, DateTime StartedAt, DateTime? EndedAt = null, long? Rows = null)
{
    public const string Done = "done";
    public const string Running = "running";
    public const string Unfinished = "unfinished";

    public static async Task<IReadOnlyList<RunSlice>> ListAsync(
        Run run, IEnumerable<StageProgress> stages, IRuns runs, ISliceAttempts attempts, CancellationToken cancellation)
    {
        var slices = new List<RunSlice>();
        foreach (var stage in stages)
            slices.AddRange(Of(
                run, stage.Stage, await runs.SlicesAsync(run.Id, stage.Stage, cancellation), await attempts.ListAsync(run.Id, stage.Stage, cancellation)));

        return slices;
    }

    public static IEnumerable<RunSlice> Of(Run run, string stage, IReadOnlyList<SliceRecord> done, IReadOnlyList<SliceAttempt> begun)
    {
        var finished = done.Select(slice => slice.Slice).ToHashSet();
        var open = run.State == RunState.Running ? Running : Unfinished;
        return done.Select(slice => new RunSlice(stage, slice.Slice, Done, slice.Attempt, slice.Worker, slice.StartedAt, slice.EndedAt, slice.Rows))
            .Concat(begun.Where(slice => !finished.Contains(slice.Slice))
                .Select(slice => new RunSlice(stage, slice.Slice, open, slice.Attempt, slice.Worker, slice.StartedAt)))
            .OrderBy(slice => slice.Slice);
    }
}
