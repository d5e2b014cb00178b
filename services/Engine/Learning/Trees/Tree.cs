using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Presage.Engine.Learning;

/// <summary>
/// A binary decision tree over bins. Nodes stand in breadth-first order and siblings next to each other, so that the children of the i-th
/// inner node are the nodes 2i + 1 and 2i + 2: links need not be stored, and a tree that was read from a file cannot have cycles.
/// </summary>
internal sealed class Tree
{
    private const byte Numeric = 0;
    private const byte NumericMissingLeft = 1;
    private const byte Categorical = 2;

    private readonly Node[] _nodes;
    private readonly float[] _values;
    private readonly int[] _setOf;
    private readonly BinSet[] _sets;
    private readonly Lazy<FlatTree?> _flat;

    /// <param name="tests">[node] the question, null for a leaf; breadth-first.</param>
    /// <param name="covers">[node] training rows that reached a leaf; of inner nodes not read.</param>
    /// <param name="leafValues">[node x output]; of inner nodes not read.</param>
    public Tree(NodeTest?[] tests, int[] covers, float[] leafValues)
    {
        Covers = covers;
        Outputs = leafValues.Length / tests.Length;
        _values = leafValues;
        _nodes = new Node[tests.Length];
        _sets = [.. tests.Where(d => d?.Left is not null).Select(d => d!.Value.Left!.Value)];
        _setOf = new int[_sets.Length == 0 ? 0 : tests.Length];
        for (int i = 0, child = 1, set = 0; i < tests.Length; i++)
        {
            _nodes[i] = ToNode(i, tests[i], child);
            child += IsLeaf(i) ? 0 : 2;
            if (_nodes[i].Kind == Categorical)
                _setOf[i] = set++;
        }

        AverageInnerNodes();
        _flat = new Lazy<FlatTree?>(() => FlatTree.Of(this));
    }

    /// <summary>[node] training rows that reached it.</summary>
    public int[] Covers { get; }

    public int Outputs { get; }

    public int NodeCount => _nodes.Length;

    /// <summary>The same tree as a list of steps; null when that does not pay.</summary>
    public FlatTree? Flat => _flat.Value;

    public bool IsLeaf(int node) => _nodes[node].Left == node;

    public int LeftChild(int node) => _nodes[node].Left;

    public int Column(int node) => _nodes[node].Column;

    /// <summary>The question of an inner node.</summary>
    public NodeTest Test(int node)
    {
        var (column, threshold, kind, _) = _nodes[node];
        return kind == Categorical
            ? new NodeTest(column, 0, false, _sets[_setOf[node]])
            : new NodeTest(column, (byte)(threshold - kind), kind == NumericMissingLeft);
    }

    /// <summary>A leaf's value, or the mean of the training rows that reached an inner node.</summary>
    public float Value(int node, int output = 0) => _values[node * Outputs + output];

    /// <summary>The child that a row goes to.</summary>
    public int Next(int node, byte bin)
    {
        ref readonly var at = ref _nodes[node];
        return at.Left + (GoesRight(in at, node, bin) ? 1 : 0);
    }

    /// <summary>The leaf of one row.</summary>
    /// <param name="row">[column] bins.</param>
    public int Leaf(ReadOnlySpan<byte> row)
    {
        var node = 0;
        while (!IsLeaf(node))
            node = Next(node, row[Column(node)]);
        return node;
    }

    /// <summary>The leaves of a block of rows; four rows walk side by side to hide the latency of each step.</summary>
    /// <param name="block">Row-major bins.</param>
    /// <param name="leaves">One a row.</param>
    public void Leaves(ReadOnlySpan<byte> block, int columns, Span<int> leaves)
    {
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        var r = 0;
        for (; r + 4 <= leaves.Length; r += 4)
        {
            ref var row = ref MemoryMarshal.GetReference(block.Slice(r * columns, 4 * columns));
            int a = 0, b = 0, c = 0, d = 0, moved;
            do
            {
                var (a0, b0, c0, d0) = (a, b, c, d);
                a = Step(ref nodes, a, ref row);
                b = Step(ref nodes, b, ref Unsafe.Add(ref row, columns));
                c = Step(ref nodes, c, ref Unsafe.Add(ref row, 2 * columns));
                d = Step(ref nodes, d, ref Unsafe.Add(ref row, 3 * columns));
                moved = (a ^ a0) | (b ^ b0) | (c ^ c0) | (d ^ d0);
            }
            while (moved != 0);
            (leaves[r], leaves[r + 1], leaves[r + 2], leaves[r + 3]) = (a, b, c, d);
        }

        for (; r < leaves.Length; r++)
            leaves[r] = Leaf(block.Slice(r * columns, columns));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Step(ref Node nodes, int at, ref byte row)
    {
        ref var node = ref Unsafe.Add(ref nodes, at);
        return node.Left + (GoesRight(in node, at, Unsafe.Add(ref row, node.Column)) ? 1 : 0);
    }

    /// <summary>Adding one wraps the missing bin round to zero, which puts it below every threshold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool GoesRight(in Node node, int index, byte bin) =>
        node.Kind == Categorical ? !_sets[_setOf[index]].Contains(bin) : (byte)(bin + node.Kind) > node.Threshold;

    /// <summary>A leaf leads to itself: its threshold is above every bin.</summary>
    private static Node ToNode(int index, NodeTest? test, int child) => test switch
    {
        null => new Node(0, byte.MaxValue, Numeric, index),
        { Left: not null } d => new Node((ushort)d.Column, 0, Categorical, child),
        { MissingLeft: true } d => new Node((ushort)d.Column, (byte)(d.Threshold + 1), NumericMissingLeft, child),
        { } d => new Node((ushort)d.Column, d.Threshold, Numeric, child),
    };

    private void AverageInnerNodes()
    {
        for (var i = _nodes.Length - 1; i >= 0; i--)
        {
            if (IsLeaf(i))
                continue;
            var (left, right) = (_nodes[i].Left, _nodes[i].Left + 1);
            Covers[i] = checked(Covers[left] + Covers[right]);
            for (var k = 0; k < Outputs; k++)
            {
                var sum = (double)Value(left, k) * Covers[left] + (double)Value(right, k) * Covers[right];
                _values[i * Outputs + k] = (float)(sum / Covers[i]);
            }
        }
    }

    private readonly record struct Node(ushort Column, byte Threshold, byte Kind, int Left);
}
