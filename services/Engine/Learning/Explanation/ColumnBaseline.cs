namespace Presage.Engine.Learning;

/// <summary>Distribution of a column in training.</summary>
/// <param name="Usual">Median of a number in rows that are healthy; the most frequent category. NaN when the column has no values.</param>
/// <param name="Missing">Share of missing values, 0 to 1.</param>
/// <param name="Edges">Upper edges of the bins of <see cref="Shares"/>, ascending, one fewer than there are shares; a value on an edge lies
/// below it. Of a number the first is the lowest value and the last the highest; in models of earlier versions the 5 % and the 95 %
/// quantile, which the last share tells: it is 0 where nothing lies above the last edge.</param>
/// <param name="Shares">Share of the values in each bin, missing ones left out; at most 22 bins.</param>
public sealed record ColumnBaseline(double Usual, double Missing, double[] Edges, double[] Shares);
