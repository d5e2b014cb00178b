using Presage.Engine;
using Presage.Hosting.Settings;

namespace Presage.Ingestion.Streaming;

/// <summary>Readings that come as messages. Section <c>Streaming</c>.</summary>
public sealed record StreamingOptions
{
    public const string Section = "Streaming";

    /// <summary>Messages that are worked on at a time, 1 to 1,000; they are stored together.</summary>
    public int Concurrency { get; init; } = 64;

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public StreamingOptions Validated()
    {
        OptionRule.Require(Concurrency is >= 1 and <= 1_000, Section, nameof(Concurrency), "1 to 1000");
        return this;
    }
}
