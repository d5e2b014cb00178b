using Presage.Engine;
using Presage.Hosting.Settings;

namespace Presage.Ingestion.LiveScoring;

/// <summary>
/// What is told of readings that come as messages. Section <c>Streaming</c>, which it shares with how they are taken, and with the
/// scheduler, whose jobs score them.
/// </summary>
public sealed record LiveScoringOptions
{
    public const string Section = "Streaming";

    /// <summary>Whether it is told each time a grid point of a data set has passed, so that its machines are scored.</summary>
    public bool Scoring { get; init; } = true;

    /// <summary>
    /// How much later than a grid point a reading has to be for the point to count as passed: time for slower machines to report. Zero or
    /// more.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.Zero;

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public LiveScoringOptions Validated()
    {
        OptionRule.Require(Grace >= TimeSpan.Zero, Section, nameof(Grace), "zero or more");
        return this;
    }
}
