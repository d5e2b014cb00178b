using System.Numerics;
using Presage.Engine.Learning;

namespace Presage.Tests.Engine.Learning;

/// <summary>
/// The oracle: Shapley's formula over all sets of columns, each set worth the expected value of the tree when its columns are known; where
/// an unknown column decides, both ways are taken by the training rows that took them.
/// </summary>
internal sealed class NaiveShapley(Tree tree, int columns)
{
    /// <param name="row">[column] bins.</param>
    /// <returns>[column].</returns>
    public double[] Explain(byte[] row, int output = 0)
    {
        var worth = Enumerable.Range(0, 1 << columns).Select(known => Expected(0, row, (uint)known, output)).ToArray();
        return [.. Enumerable.Range(0, columns).Select(c => Enumerable.Range(0, 1 << columns)
            .Where(set => (set >> c & 1) == 0)
            .Sum(set => Weight(BitOperations.PopCount((uint)set)) * (worth[set | 1 << c] - worth[set])))];
    }

    /// <summary>Mean of the training rows.</summary>
    public double Expected(int output = 0) => Expected(0, [], 0, output);

    private double Expected(int node, byte[] row, uint known, int output)
    {
        if (tree.IsLeaf(node))
            return tree.Value(node, output);
        var (left, right) = (tree.LeftChild(node), tree.LeftChild(node) + 1);
        if ((known >> tree.Column(node) & 1) != 0)
            return Expected(tree.Test(node).GoesLeft(row[tree.Column(node)]) ? left : right, row, known, output);
        return (tree.Covers[left] * Expected(left, row, known, output)
            + tree.Covers[right] * Expected(right, row, known, output)) / tree.Covers[node];
    }

    /// <summary>|S|! (n - |S| - 1)! / n!</summary>
    private double Weight(int size)
    {
        var weight = 1.0 / columns;
        for (var i = 1; i <= size; i++)
            weight *= (double)i / (columns - i);
        return weight;
    }
}
