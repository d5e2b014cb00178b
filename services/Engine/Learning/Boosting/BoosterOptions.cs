namespace Presage.Engine.Learning;

/// <summary>How trees are boosted.</summary>
/// <param name="Rounds">[component] number of trees; with stopping rows the most.</param>
/// <param name="Patience">Rounds without improvement on the stopping rows after which to stop.</param>
/// <param name="RowShare">Share of the rows each round grows trees on.</param>
/// <param name="ColumnShare">Share of the columns each round may use; 0 leaves it to <see cref="RoundSample"/>.</param>
/// <param name="PositiveWeights">[component] weight of a positive row; others count 1.</param>
/// <param name="BaseScore">Probability of every row before the first tree; 0 takes the share of positive rows.</param>
internal sealed record BoosterOptions(
    IReadOnlyList<int> Rounds, int Patience, double RowShare, double ColumnShare, IReadOnlyList<double> PositiveWeights, double BaseScore,
    TreeShape Shape);
