using System.Runtime.Intrinsics;

namespace Presage.Engine.Learning;

/// <summary>The inner loops of learning for one family of processors. All families come to the same bits.</summary>
internal sealed record Kernels(
    string Name, IBinningKernel Binning, IHistogramKernel Histograms, IPartitionKernel Partition, ILeafKernel Leaves,
    IShapleyKernel Shapley)
{
    /// <summary>Environment variable that names the kernels to use instead of the best ones.</summary>
    public const string Variable = "PRESAGE_KERNELS";

    private static readonly Lazy<Kernels> Choice = new(() => Choose(Environment.GetEnvironmentVariable(Variable)));

    /// <summary>What this processor can do, best first.</summary>
    public static IReadOnlyList<Kernels> Supported { get; } =
    [
        .. Of<Bytes64, RowLanes8, Doubles8>("avx512", Vector512.IsHardwareAccelerated, new CountingBinning()),
        .. Of<Bytes32, RowLanes8, Doubles4>("avx2", Vector256.IsHardwareAccelerated, new BinarySearchBinning()),
        .. Of<Bytes16, RowLanes4, Doubles2>("vector128", Vector128.IsHardwareAccelerated, new BinarySearchBinning()),
        .. Of<Bytes1, RowLanes1, Doubles1>("scalar", true, new BinarySearchBinning()),
    ];

    /// <summary>The best of <see cref="Supported"/>, unless <see cref="Variable"/> names another.</summary>
    /// <exception cref="PresageException">The variable names kernels that there are not, or not on this processor.</exception>
    public static Kernels Chosen => Choice.Value;

    internal static Kernels Choose(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return Supported[0];
        return Supported.FirstOrDefault(kernels => kernels.Name == name) ?? throw new PresageException(
            ErrorKind.Invalid, "unknown-kernels",
            $"The environment variable {Variable} names '{name}', which this processor does not have.",
            $"Unset it, or use one of: {string.Join(", ", Supported.Select(kernels => kernels.Name))}.");
    }

    private static IEnumerable<Kernels> Of<TBytes, TRow, TDoubles>(string name, bool isSupported, IBinningKernel binning)
        where TBytes : struct, IByteLanes<TBytes>
        where TRow : struct, IRowLanes<TRow>
        where TDoubles : struct, IDoubleLanes<TDoubles> =>
        isSupported
            ?
            [
                new(
                    name, binning, new HistogramKernel<TRow>(), new PartitionKernel<TBytes>(), new LeafKernel<TBytes>(),
                    new ShapleyKernel<TBytes, TDoubles>()),
            ]
            : [];
}
