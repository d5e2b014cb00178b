using System.Diagnostics;

namespace Presage.Hosting.Observability;

/// <summary>Source of the spans that Presage adds to those of the bus.</summary>
public static class PresageActivity
{
    public const string SourceName = "Presage";

    /// <summary>Tag of spans: the run's id.</summary>
    public const string RunTag = "presage.run";

    public static ActivitySource Source { get; } = new(SourceName);
}
