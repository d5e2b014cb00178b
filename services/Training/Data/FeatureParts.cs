using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Observation;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Training.Data;

/// <summary>The feature rows of a run as its slices hold them; never more of them in memory than are being worked on.</summary>
/// <param name="slices">All of them.</param>
public sealed class FeatureParts(IFeatureSets features, Run run, IReadOnlyList<SliceRecord> slices, int threads)
{
    public int Rows { get; } = checked((int)slices.Sum(slice => slice.Rows));

    public int Slices { get; } = slices.Count;

    /// <summary>Hash of all rows; see <see cref="FeatureSlice.Combine"/>.</summary>
    public string Hash => FeatureSlice.Combine(slices.Select(slice => Json.Read<FeatureSlice>(slice.Result!).Hash));

    /// <summary>The rows whose labels are not known.</summary>
    public UnknownRows Unknown =>
        UnknownRows.Sum(slices.Select(slice => Json.Read<FeatureSlice>(slice.Result!).Unknown)) ?? UnknownRows.None;

    /// <exception cref="PresageException">
    /// <c>features-gone</c>: slices were taken back, since the run was set running again meanwhile.
    /// </exception>
    public static async Task<FeatureParts> OfAsync(IRuns runs, IFeatureSets features, Run run, int threads, CancellationToken cancellation)
    {
        var slices = await runs.SlicesAsync(run.Id, Stages.Features, cancellation);
        return slices.Count == RunTracker.PlanOf<RunPlan>(run).Slices.Count ? new FeatureParts(features, run, slices, threads)
            : throw Gone(run, slices.Count);
    }

    /// <summary>Hands out every slice with its number and its first row; several at a time.</summary>
    /// <exception cref="PresageException"><c>features-gone</c>.</exception>
    public async Task ForEachAsync(Action<int, int, FeatureRows> work, CancellationToken cancellation)
    {
        int[] first = [0, .. slices.Select(slice => (int)slice.Rows)];
        for (var slice = 1; slice < first.Length; slice++)
            first[slice] += first[slice - 1];

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        await Parallel.ForAsync(0, Slices, parallel, async (slice, token) =>
        {
            var bytes = await features.GetAsync(run.FeatureSet, slice, token) ?? throw Gone(run, slice);
            work(slice, first[slice], FeatureRowsCodec.Decode(bytes));
        });
    }

    private static PresageException Gone(Run run, int slice) =>
        new(
            ErrorKind.Conflict, "features-gone", $"Part {slice} of the features of run {run.Id} is not in the store any more.",
            "Retry the run, which builds them again.");
}
