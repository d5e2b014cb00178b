namespace Presage.Engine.Learning;

/// <summary>
/// A tree prepared for exact Shapley values of one output, under the value function of path-dependent TreeSHAP (Lundberg, Erion and Lee,
/// 2018): a known column decides, an unknown one splits by the training rows of the children.
/// <para>
/// The Shapley value of a column is the integral over t from 0 to 1 of dF/dx at (t, ..., t), F being the expected value of the tree when
/// each column is known with a probability x of its own (Owen, 1972). At a given t, walking down the tree gives the probability W of
/// reaching a node and walking up the expected value U of what lies below. Rows that got to a decision have agreed with all decisions above
/// it on the same column, which a share z of the unknown would have done by chance, so the column is known with the probability
/// e = t / (t + z (1 - t)), and the row goes left with probability r = e [the decision says left] + (1 - e) LeftShare. So
/// <code>
/// W(left) = W r,  W(right) = W (1 - r),  U = r U(left) + (1 - r) U(right)
/// dF/dx gets  W (U(left) - U(right)) ([the decision says left] - LeftShare) de/dt,  de/dt = z / (t + z (1 - t))^2
/// </code>
/// A row that disagrees with a decision above on the same column gets there only while the column is unknown: e = 0. The integrand is a
/// polynomial of a degree below the most columns on a path, so that few quadrature nodes are exact.
/// </para>
/// Subtrees of one value are cut off: no decision in them matters.
/// </summary>
internal sealed class ShapleyTree(
    GaussLegendre quadrature, ShapleyNode[] nodes, BinTest[] tests, double[] leaves, double[] tables, double expected)
{
    public GaussLegendre Quadrature => quadrature;

    /// <summary>The decisions, in preorder.</summary>
    public ReadOnlySpan<ShapleyNode> Nodes => nodes;

    /// <summary>[decision] what it asks.</summary>
    public ReadOnlySpan<BinTest> Tests => tests;

    /// <summary>Values of the leaves.</summary>
    public ReadOnlySpan<double> Leaves => leaves;

    /// <summary>Tables of e and then de/dt, one number a quadrature node each, in the order they are used.</summary>
    public ReadOnlySpan<double> Tables => tables;

    /// <summary>Mean value of the training rows.</summary>
    public double Expected => expected;
}
