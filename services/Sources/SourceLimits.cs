using Presage.Engine;

namespace Presage.Sources;

/// <summary>What an object may not exceed.</summary>
/// <param name="Bytes">Most bytes of an object, packed as it is and unpacked.</param>
/// <param name="UnpackedRatio">Most bytes that one byte of a compressed object may unpack to, over the first 16 MiB or more.</param>
public sealed record SourceLimits(long Bytes, double UnpackedRatio)
{
    internal const long FreeBytes = 16 << 20;

    internal PresageException TooLarge(string address) => new(
        ErrorKind.TooLarge, "file-too-large",
        $"The file '{address}' has more than {Bytes:N0} bytes.",
        "Split it, or raise the setting MaximumFileBytes.");

    internal PresageException UnpacksToTooMuch(string address) => new(
        ErrorKind.TooLarge, "decompression-ratio",
        $"The file '{address}' unpacks to more than {UnpackedRatio:N0} times its size.",
        "Unpack it yourself, or raise the setting MaximumDecompressionRatio.");
}
