using Presage.Engine.Binary;

namespace Presage.Engine.Learning;

/// <summary>
/// Classifiers in <see cref="ModelFormat"/>, after the name of the algorithm:
/// <code>
/// gradient-boosting:            each component: float64 base, float64 gain a column, list of trees
/// random-forest, decision-tree: each component: float64 gain a column; then a list of trees
/// logistic-regression:          each component: float64 base, float64 spread a column, 256 float64 a column
/// trees:                        as in <see cref="TreeFormat"/>
/// </code>
/// </summary>
internal static class ClassifierFormat
{
    public static BinMapper Mapper(IClassifier classifier) => classifier switch
    {
        BoostedTrees boosted => boosted.Mapper,
        Forest forest => forest.Mapper,
        LogisticModel logistic => logistic.Mapper,
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
        }
    }

    public static IClassifier Read(ref ByteReader reader, BinMapper mapper, int components)
    {
        var algorithm = reader.Text();
        return algorithm switch
        {
            Trainers.GradientBoosting => ReadBoosted(ref reader, mapper, components),
            Trainers.RandomForest or Trainers.DecisionTree => ReadForest(ref reader, algorithm, mapper, components),
            Trainers.LogisticRegression => ReadLogistic(ref reader, mapper, components),
            _ => throw new DamageException("its algorithm is unknown"),
        };
    }

    private static BoostedTrees ReadBoosted(ref ByteReader reader, BinMapper mapper, int components)
    {
        var boosted = new BoostedComponent[components];
        for (var k = 0; k < components; k++)
        {
            var start = Finite(reader.Double());
            var gains = Weights(ref reader, mapper);
            boosted[k] = new BoostedComponent(start, TreeFormat.Read(ref reader, mapper, outputs: 1), gains);
        }

        return new BoostedTrees(mapper, boosted);
    }

    private static Forest ReadForest(ref ByteReader reader, string algorithm, BinMapper mapper, int components)
    {
        var gains = new double[components][];
        for (var k = 0; k < components; k++)
            gains[k] = Weights(ref reader, mapper);
        var trees = TreeFormat.Read(ref reader, mapper, components);
        return trees.Length > 0 ? new Forest(algorithm, mapper, trees, gains) : throw new DamageException("its forest has no trees");
    }

    private static LogisticModel ReadLogistic(ref ByteReader reader, BinMapper mapper, int components)
    {
        var linear = new LinearComponent[components];
        for (var k = 0; k < components; k++)
        {
            var start = Finite(reader.Double());
            var spreads = Weights(ref reader, mapper);
            var tables = new double[mapper.Columns.Count][];
            for (var c = 0; c < tables.Length; c++)
                tables[c] = Array.ConvertAll(reader.Raw<double>(BinMapper.Slots), Finite);
            linear[k] = new LinearComponent(start, tables, spreads);
        }

        return new LogisticModel(mapper, linear);
    }

    /// <summary>One number a column that is finite and not negative.</summary>
    private static double[] Weights(ref ByteReader reader, BinMapper mapper)
    {
        var weights = Array.ConvertAll(reader.Raw<double>(mapper.Columns.Count), Finite);
        return Array.TrueForAll(weights, w => w >= 0) ? weights : throw new DamageException("a weight is negative");
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : throw new DamageException("a number is not finite");
}
