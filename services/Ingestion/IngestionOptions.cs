using Presage.Engine;
using Presage.Hosting.Settings;
using Presage.Sources;

namespace Presage.Ingestion;

/// <summary>What may be read, and how much of it at a time. Section <c>Ingestion</c>.</summary>
public sealed record IngestionOptions
{
    public const string Section = "Ingestion";

    /// <summary>Folders below which sources must lie; links are followed first. Empty: the current directory.</summary>
    public IReadOnlyList<string> AllowedRoots { get; init; } = [];

    /// <summary>
    /// Whether links below those folders may lead out of them: where whoever names the folders has no less rights than the process.
    /// </summary>
    public bool FollowLinks { get; init; }

    /// <summary>
    /// Share of a file's rows, 0 to 1, that may be unreadable before nothing of it is taken, where the request says nothing of it.
    /// </summary>
    public double ErrorBudget { get; init; } = 0.05;

    /// <summary>
    /// Bytes of text, 1 to 1 GiB, that a slice is made of and that go to the store at once. Two records of the same machine and time within
    /// one file are told as duplicates within the file when they lie this close to each other; others meet in the store, where the later
    /// one is a duplicate when it says the same and replaces the other when it does not.
    /// </summary>
    public int SliceBytes { get; init; } = 16 << 20;

    /// <summary>Most bytes of a file, unpacked.</summary>
    public long MaximumFileBytes { get; init; } = 1L << 40;

    /// <summary>Most lines of a file.</summary>
    public long MaximumRows { get; init; } = 10_000_000_000;

    /// <summary>Most bytes of a row; a file with a longer one is not a table of text. 16 to 256 MiB.</summary>
    public int MaximumRowBytes { get; init; } = 1 << 20;

    /// <summary>Most bytes that one byte of a compressed file may unpack to, over the first 16 MiB or more.</summary>
    public double MaximumDecompressionRatio { get; init; } = 200;

    /// <summary>Slices that a process works on at a time; one for each processor by default.</summary>
    public int Concurrency { get; init; } = Environment.ProcessorCount;

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public IngestionOptions Validated()
    {
        Require(!AllowedRoots.Any(string.IsNullOrWhiteSpace), nameof(AllowedRoots), "folders that have names");
        Require(ErrorBudget is >= 0 and <= 1, nameof(ErrorBudget), "a share from 0 to 1");
        Require(SliceBytes is >= 1 and <= 1 << 30, nameof(SliceBytes), "1 to 1073741824");
        Require(MaximumFileBytes >= 1, nameof(MaximumFileBytes), "1 or more");
        Require(MaximumRows >= 1, nameof(MaximumRows), "1 or more");
        Require(MaximumRowBytes is >= 16 and <= 256 << 20, nameof(MaximumRowBytes), "16 to 268435456");
        Require(MaximumDecompressionRatio >= 1, nameof(MaximumDecompressionRatio), "1 or more");
        Require(Concurrency >= 1, nameof(Concurrency), "1 or more");
        return this;
    }

    internal SourceLimits SourceLimits => new(MaximumFileBytes, MaximumDecompressionRatio);

    private static void Require(bool isRight, string name, string range) => OptionRule.Require(isRight, Section, name, range);
}
