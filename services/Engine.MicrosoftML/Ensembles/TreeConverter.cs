using Microsoft.ML.Trainers.FastTree;
using Presage.Engine.Binary;
using Presage.Engine.Learning;
using Presage.Engine.MicrosoftML.Data;

namespace Presage.Engine.MicrosoftML.Ensembles;

/// <summary>
/// Makes a tree of ours from one of Microsoft.ML, which was grown on bins, so that it asks about whole bins: both lead every row to the
/// same leaf. How many training rows reached a leaf is not known yet, and each counts 1.
/// </summary>
internal sealed class TreeConverter(BinMapper mapper, FeatureSlots slots)
{
    private readonly TreeBuilder _builder = new(outputs: 1);

    /// <param name="scale">Factor of the leaves' values.</param>
    /// <exception cref="DamageException">It is not a tree over these columns.</exception>
    public Tree Convert(RegressionTreeBase tree, double scale)
    {
        _builder.Begin();
        var pending = new Stack<(int Node, int Child, int Depth)>([(TreeBuilder.Root, tree.NumberOfNodes > 0 ? 0 : ~0, 0)]);
        for (var nodes = 0; pending.TryPop(out var at); nodes++)
        {
            // A decision that is met twice or a path that never ends would go on for ever.
            if (nodes > 2 * tree.NumberOfLeaves || at.Depth > ModelLimits.Depth)
                throw new DamageException("a tree of Microsoft.ML does not end");
            var (child, test) = Follow(tree, at.Child);
            if (test is null)
            {
                _builder.SetLeaf(at.Node, 1, [Value(tree, ~child, scale)]);
                continue;
            }

            var left = _builder.Split(at.Node, test.Value);
            pending.Push((left + 1, tree.RightChild[child], at.Depth + 1));
            pending.Push((left, tree.LeftChild[child], at.Depth + 1));
        }

        return _builder.Build();
    }

    /// <summary>
    /// Goes on from decisions that lead every row to the same side, down to one that does not or to a leaf, which has none.
    /// </summary>
    private (int Child, NodeTest? Test) Follow(RegressionTreeBase tree, int child)
    {
        for (var steps = 0; child >= 0; steps++)
        {
            if (child >= tree.NumberOfNodes || steps > tree.NumberOfNodes || tree.CategoricalSplitFlags[child])
                throw new DamageException("a tree of Microsoft.ML asks for something there is not");
            var (slot, threshold) = (tree.NumericalSplitFeatureIndexes[child], tree.NumericalSplitThresholds[child]);
            if (slot < 0 || slot >= slots.Count || float.IsNaN(threshold))
                throw new DamageException("a tree of Microsoft.ML asks for something there is not");
            var (column, category) = slots[slot];
            var highest = category == FeatureSlots.NoCategory ? BinMapper.Missing : 1;
            if (threshold >= 0 && threshold < highest)
                return (child, category == FeatureSlots.NoCategory ? Numeric(column, threshold) : AllBut(column, category));
            child = threshold < 0 ? tree.RightChild[child] : tree.LeftChild[child];
        }

        return (child, null);
    }

    private NodeTest Numeric(int column, float threshold) =>
        new(column, (byte)Math.Min((int)threshold, mapper.BinCount(column) - 1), MissingLeft: false);

    private static NodeTest AllBut(int column, int category)
    {
        var left = new BinSet();
        for (var bin = 0; bin < BinMapper.Slots; bin++)
        {
            if (bin != category)
                left.Add(bin);
        }

        return new NodeTest(column, 0, false, left);
    }

    private static float Value(RegressionTreeBase tree, int leaf, double scale)
    {
        if (leaf >= tree.NumberOfLeaves)
            throw new DamageException("a tree of Microsoft.ML asks for something there is not");
        var value = (float)(scale * tree.LeafValues[leaf]);
        return float.IsFinite(value) ? value : throw new DamageException("a value of a tree is not finite");
    }
}
