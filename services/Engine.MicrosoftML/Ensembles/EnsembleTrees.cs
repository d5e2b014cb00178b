using Presage.Engine.Binary;
using Presage.Engine.Learning;
using Presage.Engine.MicrosoftML.Data;

namespace Presage.Engine.MicrosoftML.Ensembles;

/// <summary>Makes trees of ours from those that Microsoft.ML grew.</summary>
internal static class EnsembleTrees
{
    public static AdditiveTrees Classifier(string algorithm, ScoreKind score, BinMapper mapper, TrainedEnsemble[] components) =>
        new(
            algorithm, score, mapper, Array.ConvertAll(components, component => component.Trees),
            Array.ConvertAll(components, component => component.Zip));

    /// <param name="most">Trees that count, from the first; null counts all.</param>
    /// <exception cref="DamageException">They are not trees of that kind over these columns.</exception>
    public static TreeEnsemble Convert(LoadedTrees loaded, ScoreKind score, BinMapper mapper, int? most = null)
    {
        var count = most ?? loaded.Trees.Count;
        if (count > loaded.Trees.Count || (score == ScoreKind.LogOdds) != (loaded.Calibrator is not null))
            throw new DamageException("its trees are not those of its algorithm");

        // The library's own calibrator says what log-odds are; a forest averages leaves that hold the mean of labels that are 1 and -1.
        var (scale, start) = score == ScoreKind.LogOdds
            ? (-loaded.Calibrator!.Slope, -loaded.Calibrator.Offset)
            : (0.5 / Math.Max(1, loaded.Weights.Sum()), 0.5);

        var slots = new FeatureSlots(mapper);
        var converter = new TreeConverter(mapper, slots);
        var (trees, gains) = (new Tree[count], new double[mapper.Columns.Count]);
        for (var t = 0; t < count; t++)
        {
            var tree = loaded.Trees[t];
            trees[t] = converter.Convert(tree, scale * loaded.Weights[t]);
            for (var node = 0; node < tree.NumberOfNodes; node++)
                gains[slots[tree.NumericalSplitFeatureIndexes[node]].Column] += Math.Max(0, tree.SplitGains[node]);
        }

        return new TreeEnsemble(ModelLimits.Sized(start + scale * loaded.Bias), trees, Array.ConvertAll(gains, ModelLimits.Sized));
    }
}
