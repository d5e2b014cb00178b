using Presage.Engine.Binary;
using Presage.Engine.Learning;
using Presage.Engine.MicrosoftML.Data;

namespace Presage.Engine.MicrosoftML.Ensembles;

/// <summary>Makes the trees that predict from a zip.</summary>
internal static class EnsembleTrees
{
    /// <param name="most">Trees that count, from the first; null counts all.</param>
    /// <exception cref="DamageException">The zip holds no such trees.</exception>
    public static BoostedComponent Read(byte[] zip, ScoreKind kind, BinMapper mapper, int? most = null)
    {
        var ensemble = EnsembleZip.Load(zip);
        var count = most ?? ensemble.Trees.Count;
        if (count > ensemble.Trees.Count || (kind == ScoreKind.LogOdds) != (ensemble.Calibrator is not null))
            throw new DamageException("its trees are not those of its algorithm");
        var (scale, start) = kind == ScoreKind.LogOdds
            ? (-ensemble.Calibrator!.Slope, -ensemble.Calibrator.Offset)
            : (0.5 / Math.Max(1, ensemble.Weights.Sum()), 0.5);

        var slots = new FeatureSlots(mapper);
        var converter = new TreeConverter(mapper, slots);
        var (trees, gains) = (new Tree[count], new double[mapper.Columns.Count]);
        for (var t = 0; t < count; t++)
        {
            var tree = ensemble.Trees[t];
            trees[t] = converter.Convert(tree, scale * ensemble.Weights[t]);
            for (var node = 0; node < tree.NumberOfNodes; node++)
                gains[slots[tree.NumericalSplitFeatureIndexes[node]].Column] += Math.Max(0, tree.SplitGains[node]);
        }

        return new BoostedComponent(ModelLimits.Sized(start + scale * ensemble.Bias), trees, Array.ConvertAll(gains, ModelLimits.Sized));
    }
}
