using Presage.Engine.Binary;

namespace Presage.Engine.Learning;

/// <summary>Classifiers in <see cref="ModelFormat"/>: the name of the algorithm and what it has learnt.</summary>
internal static class ClassifierFormat
{
    public static BinMapper Mapper(IClassifier classifier) => classifier switch
    {
        BoostedTrees boosted => boosted.Mapper,
        Forest forest => forest.Mapper,
        LogisticModel logistic => logistic.Mapper,
        IForeignClassifier foreign => foreign.Mapper,
        _ => throw new InvalidOperationException($"There is no format for {classifier.GetType()}."),
    };

    public static void Write(ByteWriter writer, IClassifier classifier)
    {
        writer.Text(classifier.Algorithm);
        switch (classifier)
        {
            case BoostedTrees boosted:
                foreach (var component in boosted.Boosted)
                {
                    writer.Double(component.Base);
                    writer.Raw<double>(component.Gains);
                    TreeFormat.Write(writer, component.Trees);
                }

                break;
            case Forest forest:
                foreach (var gains in forest.Gains)
                    writer.Raw<double>(gains);
                TreeFormat.Write(writer, forest.Trees);
                break;
            case LogisticModel logistic:
                foreach (var component in logistic.Linear)
                {
                    writer.Double(component.Base);
                    writer.Raw<double>(component.Spreads);
                    foreach (var table in component.Tables)
                        writer.Raw<double>(table);
                }

                break;
            case IForeignClassifier foreign:
                writer.Count(foreign.Content.Length);
                writer.Raw(foreign.Content.Span);
                break;
        }
    }

    /// <param name="readerOf">Finds what reads the classifiers of another library's algorithm, null when there is no such algorithm.</param>
    public static IClassifier Read(ref ByteReader reader, BinMapper mapper, int components, Func<string, ForeignClassifierReader?> readerOf)
    {
        var algorithm = reader.Text(ModelLimits.TextBytes);
        return algorithm switch
        {
            Trainers.GradientBoosting => ReadBoosted(ref reader, mapper, components),
            Trainers.RandomForest or Trainers.DecisionTree => ReadForest(ref reader, algorithm, mapper, components),
            Trainers.LogisticRegression => ReadLogistic(ref reader, mapper, components),
            _ => ReadForeign(ref reader, mapper, components, readerOf(algorithm) ?? throw new DamageException("its algorithm is unknown")),
        };
    }

    private static IForeignClassifier ReadForeign(ref ByteReader reader, BinMapper mapper, int components, ForeignClassifierReader read) =>
        read(reader.Raw<byte>(reader.Count(1)), mapper, components);

    private static BoostedTrees ReadBoosted(ref ByteReader reader, BinMapper mapper, int components)
    {
        var boosted = new BoostedComponent[components];
        var trees = 0;
        for (var k = 0; k < components; k++)
        {
            var start = ModelLimits.Sized(reader.Double());
            var gains = Weights(ref reader, mapper);
            boosted[k] = new BoostedComponent(start, TreeFormat.Read(ref reader, mapper, outputs: 1), gains);
            trees += boosted[k].Trees.Length;
            if (trees > ModelLimits.Trees)
                throw new DamageException($"it has more than {ModelLimits.Trees} trees");
        }

        return new BoostedTrees(mapper, boosted);
    }

    private static Forest ReadForest(ref ByteReader reader, string algorithm, BinMapper mapper, int components)
    {
        var gains = new double[components][];
        for (var k = 0; k < components; k++)
            gains[k] = Weights(ref reader, mapper);
        var trees = TreeFormat.Read(ref reader, mapper, components);
        if (trees.Length == 0)
            throw new DamageException("its forest has no trees");
        if (!Array.TrueForAll(trees, HasProbabilities))
            throw new DamageException("a leaf of its forest holds no probability");
        return new Forest(algorithm, mapper, trees, gains);
    }

    private static LogisticModel ReadLogistic(ref ByteReader reader, BinMapper mapper, int components)
    {
        var linear = new LinearComponent[components];
        for (var k = 0; k < components; k++)
        {
            var start = ModelLimits.Sized(reader.Double());
            var spreads = Weights(ref reader, mapper);
            var tables = new double[mapper.Columns.Count][];
            for (var c = 0; c < tables.Length; c++)
                tables[c] = Array.ConvertAll(reader.Raw<double>(BinMapper.Slots), ModelLimits.Sized);
            linear[k] = new LinearComponent(start, tables, spreads);
        }

        return new LogisticModel(mapper, linear);
    }

    /// <summary>One number a column that is finite and not negative.</summary>
    private static double[] Weights(ref ByteReader reader, BinMapper mapper)
    {
        var weights = Array.ConvertAll(reader.Raw<double>(mapper.Columns.Count), ModelLimits.Sized);
        return Array.TrueForAll(weights, w => w >= 0) ? weights : throw new DamageException("a weight is negative");
    }

    /// <summary>Whether every leaf's values lie between 0 and 1; those of inner nodes are means of them.</summary>
    private static bool HasProbabilities(Tree tree)
    {
        for (var node = 0; node < tree.NodeCount; node++)
        {
            for (var k = 0; k < tree.Outputs; k++)
            {
                if (tree.Value(node, k) is not (>= 0 and <= 1))
                    return false;
            }
        }

        return true;
    }
}
