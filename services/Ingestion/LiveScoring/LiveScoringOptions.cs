using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Settings;

namespace Presage.Ingestion.LiveScoring;

/// <summary>What is scored when readings come as messages. Section <c>Streaming</c>, which it shares with how they are taken.</summary>
public sealed record LiveScoringOptions
{
    public const string Section = "Streaming";

    private const string Dataset = "{dataset}";

    /// <summary>Whether the machines of a data set with a champion are scored each time a grid point has passed.</summary>
    public bool Scoring { get; init; } = true;

    /// <summary>Name of the result set of these predictions; <c>{dataset}</c> in it is the data set's name.</summary>
    public string Results { get; init; } = $"{Dataset}-live";

    /// <summary>
    /// How much later than a grid point a reading has to be for the point to count as passed: time for slower machines to report. Zero or
    /// more.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.Zero;

    public string ResultsOf(string dataset) => Results.Replace(Dataset, dataset, StringComparison.Ordinal);

    /// <exception cref="PresageException"><c>invalid-options</c>, <c>invalid-name</c>.</exception>
    public LiveScoringOptions Validated()
    {
        Names.Check("result set", ResultsOf("d"));
        OptionRule.Require(Grace >= TimeSpan.Zero, Section, nameof(Grace), "zero or more");
        return this;
    }
}
