using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Settings;

namespace Presage.Ingestion.Streaming;

/// <summary>Readings that come as messages, and what is scored when they do. Section <c>Streaming</c>.</summary>
public sealed record StreamingOptions
{
    public const string Section = "Streaming";

    private const string Dataset = "{dataset}";

    /// <summary>Whether the machines of a data set with a champion are scored each time a grid point has passed.</summary>
    public bool Scoring { get; init; } = true;

    /// <summary>Name of the result set of these predictions; <c>{dataset}</c> in it is the data set's name.</summary>
    public string Results { get; init; } = $"{Dataset}-live";

    /// <summary>How much later than a grid point a reading has to be for the point to count as passed: time for slower machines to report. Zero or more.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.Zero;

    /// <summary>Messages that are worked on at a time, 1 to 1,000; they are stored together.</summary>
    public int Concurrency { get; init; } = 64;

    public string ResultsOf(string dataset) => Results.Replace(Dataset, dataset, StringComparison.Ordinal);

    /// <exception cref="PresageException"><c>invalid-options</c>, <c>invalid-name</c>.</exception>
    public StreamingOptions Validated()
    {
        Names.Check("result set", ResultsOf("d"));
        Require(Grace >= TimeSpan.Zero, nameof(Grace), "zero or more");
        Require(Concurrency is >= 1 and <= 1_000, nameof(Concurrency), "1 to 1000");
        return this;
    }

    private static void Require(bool isRight, string name, string range) => OptionRule.Require(isRight, Section, name, range);
}
