namespace Presage.Engine.Learning;

/// <summary>A step of a sweep: the rows in leaf <paramref name="From"/> that go right move to leaf <paramref name="To"/>.</summary>
internal readonly record struct SweepStep(int Column, BinTest Test, byte From, byte To);

/// <summary>
/// A tree as a list of steps, see <see cref="ISweepKernel"/>: what goes left keeps the number of its leaf, what goes right gets the next
/// one.
/// </summary>
internal sealed class SweptTree
{
    /// <summary>Leaves that a byte can number.</summary>
    public const int MostLeaves = 256;

    private SweptTree(SweepStep[] steps, float[] values) => (Steps, Values) = (steps, values);

    public SweepStep[] Steps { get; }

    /// <summary>[leaf].</summary>
    public float[] Values { get; }

    /// <summary>Null when the tree has too many leaves, or more than one output.</summary>
    public static SweptTree? Of(Tree tree)
    {
        var inner = tree.NodeCount / 2;
        if (inner >= MostLeaves || tree.Outputs != 1)
            return null;
        var (steps, values, leafOf) = (new List<SweepStep>(inner), new float[inner + 1], new byte[tree.NodeCount]);
        for (var node = 0; node < tree.NodeCount; node++)
        {
            if (tree.IsLeaf(node))
            {
                values[leafOf[node]] = tree.Value(node);
                continue;
            }

            var (decision, left, next) = (tree.Decision(node), tree.LeftChild(node), (byte)(steps.Count + 1));
            steps.Add(new SweepStep(decision.Column, new BinTest(decision), leafOf[node], next));
            (leafOf[left], leafOf[left + 1]) = (leafOf[node], next);
        }

        return new SweptTree([.. steps], values);
    }
}
