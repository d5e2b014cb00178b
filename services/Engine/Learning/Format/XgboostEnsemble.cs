namespace Presage.Engine.Learning;

/// <summary>
/// A classifier as XGBoost adds it up: trees with one output each, the sum of a component's trees passed through an objective.
/// </summary>
/// <param name="Objective">What turns the sum into the prediction.</param>
/// <param name="BaseScore">The one number all components start from, as a prediction.</param>
/// <param name="TreesPerRound">Trees a component gets in one round.</param>
/// <param name="Members">Round by round, in a round component by component.</param>
internal sealed record XgboostEnsemble(
    BinMapper Mapper, string Objective, string BaseScore, int TreesPerRound, IReadOnlyList<XgboostMember> Members)
{
    /// <exception cref="PresageException">The algorithm is no ensemble of trees.</exception>
    public static XgboostEnsemble Of(IClassifier classifier) => classifier switch
    {
        AdditiveTrees { Originals: null } boosted => new(boosted.Mapper, "binary:logistic", "5E-1", 1, [.. Rounds(boosted)]),
        Forest forest => new(forest.Mapper, "reg:squarederror", "0E0", forest.Trees.Count, [.. Shares(forest)]),
        _ => throw new PresageException(
            ErrorKind.Invalid, "not-expressible",
            $"A model of the algorithm {classifier.Algorithm} cannot be written for XGBoost: "
                + $"it {(classifier is AdditiveTrees ? "is another library's" : "does not consist of trees")}.",
            "Export it in its own format, or train with one of: "
                + $"{Trainers.GradientBoosting}, {Trainers.RandomForest}, {Trainers.DecisionTree}."),
    };

    /// <summary>
    /// The first round holds each component's base, because XGBoost 1.7 has one base for all. A component that stopped early gets trees
    /// that add nothing, so that every round has a tree of every component and rounds can be cut off.
    /// </summary>
    private static IEnumerable<XgboostMember> Rounds(AdditiveTrees boosted)
    {
        var columns = boosted.Mapper.Columns.Count;
        var shares = boosted.Ensembles.Select(component => SplitGains.Of(component.Gains, component.Trees)).ToArray();
        foreach (var (k, component) in boosted.Ensembles.Index())
            yield return new XgboostMember(Constant(component.Base), k, 0, value => value, shares[k]);
        for (var round = 0; round < boosted.Ensembles.Max(component => component.Trees.Length); round++)
        {
            foreach (var (k, component) in boosted.Ensembles.Index())
            {
                var tree = round < component.Trees.Length ? component.Trees[round] : Constant(0);
                yield return new XgboostMember(tree, k, 0, value => value, shares[k]);
            }
        }
    }

    /// <summary>
    /// All trees are one round. Of a value each tree holds its share, and as float32 shares would drift when they are added up, a share is
    /// the difference of two neighbouring partial sums: a row that finds the same value in every tree gets just that value.
    /// </summary>
    private static IEnumerable<XgboostMember> Shares(Forest forest)
    {
        for (var k = 0; k < forest.Components; k++)
        {
            var gains = SplitGains.Of(forest.Gains[k], forest.Trees);
            foreach (var (t, tree) in forest.Trees.Index())
                yield return new XgboostMember(tree, k, k, value => PartialSum(value, t + 1) - PartialSum(value, t), gains);
        }

        float PartialSum(double value, int trees) => (float)(value * trees / forest.Trees.Count);
    }

    private static Tree Constant(double value) => new([null], [1], [(float)value]);
}
