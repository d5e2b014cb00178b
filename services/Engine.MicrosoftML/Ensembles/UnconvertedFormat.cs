using Presage.Engine.Binary;
using Presage.Engine.Learning;

namespace Presage.Engine.MicrosoftML.Ensembles;

/// <summary>
/// What the first version of the model's format kept, as docs/integrate/model-format.md describes it: for each component Microsoft.ML's own
/// zip, from which trees were made whenever the model was read, and the training rows of their leaves.
/// </summary>
internal static class UnconvertedFormat
{
    /// <exception cref="DamageException">The content is not exactly as it was written.</exception>
    public static AdditiveTrees Read(string algorithm, ScoreKind score, ReadOnlyMemory<byte> content, BinMapper mapper, int components)
    {
        var reader = new ByteReader(content.Span);
        var read = new TrainedEnsemble[components];
        for (var k = 0; k < components; k++)
            read[k] = ReadComponent(ref reader, score, mapper);
        if (!reader.IsAtEnd)
            throw new DamageException("something follows the end of its classifier");
        if (read.Sum(component => (long)component.Trees.Trees.Length) > ModelLimits.Trees)
            throw new DamageException($"it has more than {ModelLimits.Trees} trees");
        return EnsembleTrees.Classifier(algorithm, score, mapper, read);
    }

    private static TrainedEnsemble ReadComponent(ref ByteReader reader, ScoreKind score, BinMapper mapper)
    {
        var zip = reader.Raw<byte>(reader.Count(1));
        if (zip.Length == 0)
            return TrainedEnsemble.Constant(ModelLimits.Sized(reader.Double()), mapper.Columns.Count);
        var ensemble = EnsembleTrees.Convert(EnsembleZip.Load(zip), score, mapper, reader.Count(1));
        var trees = ensemble.Trees;
        for (var t = 0; t < trees.Length; t++)
            trees[t] = LeafCovers.Set(trees[t], ReadCovers(ref reader, LeafCovers.LeafCount(trees[t])));
        return new TrainedEnsemble(ensemble, zip);
    }

    private static int[] ReadCovers(ref ByteReader reader, int leaves)
    {
        reader.Require(leaves);
        var covers = new int[leaves];
        long rows = 0;
        for (var leaf = 0; leaf < leaves; leaf++)
            rows += covers[leaf] = reader.Number();
        return covers.Contains(0) || rows > int.MaxValue ? throw new DamageException("the rows of a tree do not add up") : covers;
    }
}
