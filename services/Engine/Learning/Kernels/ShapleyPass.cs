using System.Runtime.CompilerServices;

namespace Presage.Engine.Learning;

/// <summary>
/// TreeSHAP as <see cref="ShapleyTree"/> describes it, on rows side by side. The probabilities W go down the tree in preorder, the values U
/// come up in the reverse order and take their place. The steps are kept apart from each other: all in one method are too much for the
/// just-in-time compiler.
/// </summary>
/// <param name="states">[node x quadrature node x lane], <see cref="MostOrder"/> quadrature nodes at a time.</param>
/// <param name="coefficients">[node x lane].</param>
/// <param name="leaves">[leaf x <see cref="LeafStep"/>] the value of each, repeated.</param>
internal readonly unsafe struct ShapleyPass<T>(double* states, double* coefficients, double* leaves)
    where T : struct, IDoubleLanes<T>
{
    /// <summary>Most lanes there are.</summary>
    public const int LeafStep = 32;

    /// <summary>Quadrature nodes at a time: a deep tree takes no more memory for each of its nodes than others do.</summary>
    public const int MostOrder = 8;

    /// <summary>Adds the Shapley values of as many rows as there are lanes.</summary>
    /// <param name="left">[node], see <see cref="DecisionBits"/>.</param>
    /// <param name="agree">[node], see <see cref="DecisionBits"/>.</param>
    /// <param name="first">The first of the rows in the block.</param>
    /// <param name="sums">[column x <see cref="BinBlock.Capacity"/>].</param>
    public void Add(ShapleyTree tree, ulong* left, ulong* agree, int first, double* sums)
    {
        var (count, order) = (tree.Nodes.Length, tree.Quadrature.Nodes.Length);
        fixed (double* tables = tree.Tables, weights = tree.Quadrature.Weights)
        fixed (ShapleyNode* nodes = tree.Nodes)
        {
            for (var i = 0; i < count; i++)
                Coefficient(nodes + i, left[i] >> first, agree[i] >> first, coefficients + i * T.Count);
            for (var from = 0; from < order; from += MostOrder)
            {
                var step = Math.Min(MostOrder, order - from) * T.Count;
                for (var q = 0; q < step; q += T.Count)
                    T.Store(T.Create(weights[from + q / T.Count]), states + q);
                for (var i = 0; i < count; i++)
                    Reach(nodes + i, states, states + i * step, step, coefficients + i * T.Count, tables + nodes[i].Table + from);
                for (var i = count - 1; i >= 0; i--)
                {
                    var (known, sum) = (nodes[i].Table + from, nodes[i].Column * BinBlock.Capacity + first);
                    Value(
                        nodes + i, states, states + i * step, step, leaves, coefficients + i * T.Count, tables + known,
                        tables + known + order, sums + sum);
                }
            }
        }
    }

    /// <summary>[the decision says left] - LeftShare of the rows that agree with the decisions above, zero of the others.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Coefficient(ShapleyNode* node, ulong left, ulong agree, double* coefficient)
    {
        var share = T.Create(node->LeftShare);
        if (node->Earlier < 0)
            T.Store(T.Keep(T.Create(1), left) - share, coefficient);
        else
            T.Store(T.Keep(T.Create(1), left & agree) - T.Keep(share, agree), coefficient);
    }

    /// <summary>From the probabilities of reaching a node to those of its children that are not leaves.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Reach(ShapleyNode* node, double* states, double* reach, int step, double* coefficient, double* known)
    {
        var left = states + node->Left * step;
        var right = states + node->Right * step;
        var share = T.Create(node->LeftShare);
        var c = T.Load(coefficient);
        if (node->Left >= 0 && node->Right >= 0)
        {
            for (var q = 0; q < step; q += T.Count, known++)
            {
                var all = T.Load(reach + q);
                var goesLeft = all * T.MultiplyAdd(c, T.Create(*known), share);
                T.Store(goesLeft, left + q);
                T.Store(all - goesLeft, right + q);
            }
        }
        else if (node->Left >= 0)
        {
            for (var q = 0; q < step; q += T.Count, known++)
                T.Store(T.Load(reach + q) * T.MultiplyAdd(c, T.Create(*known), share), left + q);
        }
        else if (node->Right >= 0)
        {
            for (var q = 0; q < step; q += T.Count, known++)
            {
                var all = T.Load(reach + q);
                T.Store(all - all * T.MultiplyAdd(c, T.Create(*known), share), right + q);
            }
        }
    }

    /// <summary>Replaces the probabilities of reaching a node by its expected values, and adds to its column's Shapley values.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Value(
        ShapleyNode* node, double* states, double* state, int step, double* leaves, double* coefficient, double* known, double* slope,
        double* sum)
    {
        var left = node->Left >= 0 ? states + node->Left * step : leaves + ~node->Left * LeafStep;
        var right = node->Right >= 0 ? states + node->Right * step : leaves + ~node->Right * LeafStep;
        var leftStep = node->Left >= 0 ? T.Count : 0;
        var rightStep = node->Right >= 0 ? T.Count : 0;
        var share = T.Create(node->LeftShare);
        var c = T.Load(coefficient);
        var integral = default(T);
        for (var q = 0; q < step; q += T.Count, left += leftStep, right += rightStep, known++, slope++)
        {
            var valueRight = T.Load(right);
            var difference = T.Load(left) - valueRight;
            integral = T.MultiplyAdd(T.Load(state + q) * T.Create(*slope), difference, integral);
            T.Store(T.MultiplyAdd(T.MultiplyAdd(c, T.Create(*known), share), difference, valueRight), state + q);
        }

        T.Store(T.MultiplyAdd(c, integral, T.Load(sum)), sum);
    }
}
