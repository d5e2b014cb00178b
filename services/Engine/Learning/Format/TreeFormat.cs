using Presage.Engine.Binary;

namespace Presage.Engine.Learning;

/// <summary>
/// Trees in <see cref="ModelFormat"/>, as their nodes in breadth-first order: the children of the i-th inner node (from 0) are the nodes
/// 2i + 1 and 2i + 2, so there are no links to follow astray.
/// </summary>
internal static class TreeFormat
{
    private const byte Leaf = 0;
    private const byte Number = 1;
    private const byte NumberMissingLeft = 2;
    private const byte Category = 3;
    private const int SmallestNode = 3;

    /// <summary>Bytes: one leaf.</summary>
    private const int SmallestTree = 3;

    public static void Write(ByteWriter writer, IReadOnlyList<Tree> trees)
    {
        writer.Count(trees.Count);
        foreach (var tree in trees)
        {
            writer.Count(tree.NodeCount);
            for (var node = 0; node < tree.NodeCount; node++)
                WriteNode(writer, tree, node);
        }
    }

    public static Tree[] Read(ref ByteReader reader, BinMapper mapper, int outputs)
    {
        var trees = new Tree[reader.Count(SmallestTree + outputs * sizeof(float), ModelLimits.Trees, "trees")];
        for (var t = 0; t < trees.Length; t++)
            trees[t] = ReadTree(ref reader, mapper, outputs);
        return trees;
    }

    private static void WriteNode(ByteWriter writer, Tree tree, int node)
    {
        if (tree.IsLeaf(node))
        {
            writer.Byte(Leaf);
            writer.Count(tree.Covers[node]);
            for (var k = 0; k < tree.Outputs; k++)
                writer.Single(tree.Value(node, k));
            return;
        }

        var test = tree.Test(node);
        writer.Byte(test switch { { Left: not null } => Category, { MissingLeft: true } => NumberMissingLeft, _ => Number });
        writer.Count(test.Column);
        if (test.Left is { } set)
            writer.Raw<ulong>(set);
        else
            writer.Byte(test.Threshold);
    }

    private static Tree ReadTree(ref ByteReader reader, BinMapper mapper, int outputs)
    {
        var nodes = reader.Count(SmallestNode, ModelLimits.Nodes, "nodes in a tree");
        if (nodes % 2 == 0)
            throw new DamageException("a tree has an even number of nodes");
        reader.Require((nodes / 2 + 1L) * outputs * sizeof(float));
        var tests = new NodeTest?[nodes];
        var covers = new int[nodes];
        var values = new float[nodes * outputs];
        var (inner, depth, lastOfDepth) = (0, 0, 0);
        long rows = 0;
        for (var node = 0; node < nodes; node++)
        {
            // The nodes known of so far must reach at least to this one.
            if (node > 2 * inner)
                throw new DamageException("a node of a tree has no parent");
            if (node > lastOfDepth)
                (depth, lastOfDepth) = (depth + 1, 2 * inner);
            if (depth > ModelLimits.Depth)
                throw new DamageException($"a tree asks more than {ModelLimits.Depth} questions in a row");
            tests[node] = ReadTest(ref reader, mapper);
            if (tests[node] is not null)
            {
                inner++;
                continue;
            }

            covers[node] = reader.Number();
            if (covers[node] == 0)
                throw new DamageException("no row reached a leaf of a tree");
            rows += covers[node];
            for (var k = 0; k < outputs; k++)
                values[node * outputs + k] = FiniteValue(ref reader);
        }

        if (nodes != 2 * inner + 1 || rows > int.MaxValue)
            throw new DamageException("a tree's nodes do not add up");
        return new Tree(tests, covers, values);
    }

    private static NodeTest? ReadTest(ref ByteReader reader, BinMapper mapper)
    {
        var kind = reader.Byte();
        if (kind == Leaf)
            return null;
        var column = reader.Number();
        if (kind > Category || column >= mapper.Columns.Count || mapper.Columns[column].IsCategorical != (kind == Category))
            throw new DamageException("a node of a tree asks for something there is not");
        if (kind == Category)
            return new NodeTest(column, 0, false, ReadSet(ref reader));
        var threshold = reader.Byte();
        if (threshold >= mapper.BinCount(column))
            throw new DamageException("a threshold of a tree lies beyond the bins");
        return new NodeTest(column, threshold, kind == NumberMissingLeft);
    }

    private static BinSet ReadSet(ref ByteReader reader)
    {
        var words = reader.Raw<ulong>(4);
        var set = new BinSet();
        words.CopyTo(set);
        return set;
    }

    private static float FiniteValue(ref ByteReader reader)
    {
        var value = reader.Single();
        return float.IsFinite(value) ? value : throw new DamageException("a value of a tree is not finite");
    }
}
