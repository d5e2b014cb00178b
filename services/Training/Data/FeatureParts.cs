using Presage.Engine;
using Presage.Engine.Features;
using Presage.Hosting.Runs;
using Presage.Storage.FeatureSets;
using Presage.Storage.Runs;

namespace Presage.Training.Data;

/// <summary>The feature rows of a run as its slices hold them; never more of them in memory than are being worked on.</summary>
/// <param name="counts">Number of rows of each slice.</param>
public sealed class FeatureParts(IFeatureSets features, Run run, IReadOnlyList<int> counts, int threads)
{
    public int Rows { get; } = counts.Sum();

    public int Slices { get; } = counts.Count;

    public static async Task<FeatureParts> OfAsync(IRuns runs, IFeatureSets features, Run run, int threads, CancellationToken cancellation)
    {
        var slices = await runs.SlicesAsync(run.Id, Stages.Features, cancellation);
        return new FeatureParts(features, run, [.. slices.Select(slice => checked((int)slice.Rows))], threads);
    }

    /// <summary>Hands out every slice with its number and its first row; several at a time.</summary>
    /// <exception cref="PresageException"><c>features-gone</c>.</exception>
    public async Task ForEachAsync(Action<int, int, FeatureRows> work, CancellationToken cancellation)
    {
        int[] first = [0, .. counts];
        for (var slice = 1; slice < first.Length; slice++)
            first[slice] += first[slice - 1];

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        await Parallel.ForAsync(0, Slices, parallel, async (slice, token) =>
        {
            var bytes = await features.GetAsync(run.FeatureSet, slice, token) ?? throw Gone(slice);
            work(slice, first[slice], FeatureRowsCodec.Decode(bytes));
        });
    }

    private PresageException Gone(int slice) =>
        new("features-gone", $"Part {slice} of the features of run {run.Id} is not in the store any more.", $"Take the run up again: presage runs retry {run.Id}.");
}
