using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>The kernels of TreeSHAP. Four vectors at a time measured fastest at every width.</summary>
internal static class ShapleyKernels
{
    private const int MostLanes = 32;

    /// <summary>The fastest first; the last runs everywhere.</summary>
    public static IReadOnlyList<IShapleyKernel> All { get; } =
    [
        new ShapleyKernel<Twice<Twice<Lanes512>>>("vector512", Vector512.IsHardwareAccelerated),
        new ShapleyKernel<Twice<Twice<Lanes256>>>("vector256", Vector256.IsHardwareAccelerated),
        new ShapleyKernel<Twice<Twice<Lanes128>>>("vector128", Vector128.IsHardwareAccelerated),
        new ShapleyKernel<Twice<Twice<ScalarLane>>>("scalar", isSupported: true),
    ];

    /// <summary>Those that this processor runs fast, the fastest first.</summary>
    public static IReadOnlyList<IShapleyKernel> Supported { get; } = [.. All.Where(kernel => kernel.IsSupported)];

    /// <summary>Numbers that any kernel needs beside a tree: states, coefficients, leaves, and room to align them.</summary>
    public static int Scratch(ShapleyTree tree) =>
        MostLanes * (tree.Nodes.Length * (tree.Quadrature.Nodes.Length + 1) + tree.Leaves.Length + 1);
}
