using Presage.Engine.Binary;

namespace Presage.Engine.Learning;

/// <summary>Classifiers in <see cref="ModelFormat"/>: the name of the algorithm and what it has learnt.</summary>
internal static class ClassifierFormat
{
    /// <summary>The newest version of the format.</summary>
    public const uint Newest = Converted;

    /// <summary>Trees that another library grew are kept as ours since this version; everything else is as it was in the first.</summary>
    private const uint Converted = 2;

    /// <summary>The version that a classifier is written in: the oldest that has a place for it.</summary>
    public static uint VersionOf(IClassifier classifier) => classifier is AdditiveTrees { Originals: not null } ? Converted : 1;

    public static BinMapper Mapper(IClassifier classifier) => classifier switch
    {
        AdditiveTrees additive => additive.Mapper,
        Forest forest => forest.Mapper,
        LogisticModel logistic => logistic.Mapper,
        _ => throw new InvalidOperationException($"There is no format for {classifier.GetType()}."),
    };

    public static void Write(ByteWriter writer, IClassifier classifier)
    {
        writer.Text(classifier.Algorithm);
        switch (classifier)
        {
            case AdditiveTrees additive:
                WriteAdditive(writer, additive);
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
        }
    }

    /// <param name="trainers">Know how the first version kept the classifiers of other libraries.</param>
    public static IClassifier Read(ref ByteReader reader, uint version, BinMapper mapper, int components, TrainerCatalog trainers)
    {
        var algorithm = reader.Text(ModelLimits.TextBytes);
        return algorithm switch
        {
            _ when version == Converted => ReadConverted(ref reader, algorithm, mapper, components),
            Trainers.GradientBoosting =>
                new AdditiveTrees(algorithm, ScoreKind.LogOdds, mapper, ReadEnsembles(ref reader, mapper, components)),
            Trainers.RandomForest or Trainers.DecisionTree => ReadForest(ref reader, algorithm, mapper, components),
            Trainers.LogisticRegression => ReadLogistic(ref reader, mapper, components),
            _ => ReadUnconverted(ref reader, mapper, components, trainers.UnconvertedReaderOf(algorithm)),
        };
    }

    private static void WriteAdditive(ByteWriter writer, AdditiveTrees additive)
    {
        if (additive.Originals is not null)
            writer.Byte((byte)additive.Score);
        foreach (var ensemble in additive.Ensembles)
        {
            writer.Double(ensemble.Base);
            writer.Raw<double>(ensemble.Gains);
            TreeFormat.Write(writer, ensemble.Trees);
        }

        foreach (var original in additive.Originals ?? [])
        {
            writer.Count(original.Length);
            writer.Raw<byte>(original);
        }
    }

    private static AdditiveTrees ReadConverted(ref ByteReader reader, string algorithm, BinMapper mapper, int components)
    {
        if (string.IsNullOrWhiteSpace(algorithm) || TrainerCatalog.Own.Names.Contains(algorithm))
            throw new DamageException("its algorithm is not another library's");
        var score = (ScoreKind)reader.Byte();
        if (score > ScoreKind.Probability)
            throw new DamageException("its trees add up to nothing that is known");
        var ensembles = ReadEnsembles(ref reader, mapper, components);
        var originals = new byte[components][];
        for (var k = 0; k < components; k++)
            originals[k] = reader.Raw<byte>(reader.Count(1));
        return new AdditiveTrees(algorithm, score, mapper, ensembles, originals);
    }

    private static IClassifier ReadUnconverted(ref ByteReader reader, BinMapper mapper, int components, UnconvertedReader? read) =>
        (read ?? throw new DamageException("its algorithm is unknown"))(reader.Raw<byte>(reader.Count(1)), mapper, components);

    private static TreeEnsemble[] ReadEnsembles(ref ByteReader reader, BinMapper mapper, int components)
    {
        var ensembles = new TreeEnsemble[components];
        var trees = 0;
        for (var k = 0; k < components; k++)
        {
            var start = ModelLimits.Sized(reader.Double());
            var gains = Weights(ref reader, mapper);
            ensembles[k] = new TreeEnsemble(start, TreeFormat.Read(ref reader, mapper, outputs: 1), gains);
            trees += ensembles[k].Trees.Length;
            if (trees > ModelLimits.Trees)
                throw new DamageException($"it has more than {ModelLimits.Trees} trees");
        }

        return ensembles;
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
