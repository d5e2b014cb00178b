namespace Presage.Engine.Learning;

/// <summary>A step: the rows in leaf <paramref name="From"/> that go right move to leaf <paramref name="To"/>.</summary>
internal readonly record struct TreeStep(int Column, BinTest Test, byte From, byte To);

/// <summary>
/// A tree as a list of steps, see <see cref="ILeafKernel"/>: what goes left keeps the number of its leaf, what goes right gets the next
/// one.
/// </summary>
internal sealed class FlatTree
{
    /// <summary>Leaves that a byte can number.</summary>
    public const int MostLeaves = 256;

    private FlatTree(TreeStep[] steps, float[] values) => (Steps, Values) = (steps, values);

    public TreeStep[] Steps { get; }

    /// <summary>[leaf].</summary>
    public float[] Values { get; }

    /// <summary>Null when the tree has too many leaves, or more than one output.</summary>
    public static FlatTree? Of(Tree tree)
    {
        var inner = tree.NodeCount / 2;
        if (inner >= MostLeaves || tree.Outputs != 1)
            return null;
        var (steps, values, leafOf) = (new List<TreeStep>(inner), new float[inner + 1], new byte[tree.NodeCount]);
        for (var node = 0; node < tree.NodeCount; node++)
        {
            if (tree.IsLeaf(node))
            {
                values[leafOf[node]] = tree.Value(node);
                continue;
            }

            var (test, left, next) = (tree.Test(node), tree.LeftChild(node), (byte)(steps.Count + 1));
            steps.Add(new TreeStep(test.Column, new BinTest(test), leafOf[node], next));
            (leafOf[left], leafOf[left + 1]) = (leafOf[node], next);
        }

        return new FlatTree([.. steps], values);
    }
}
