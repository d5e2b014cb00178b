using System.Diagnostics;

namespace Presage.Hosting.Observability;

/// <summary>Source of the spans that Presage adds to those of the bus.</summary>
public static class PresageActivity
{
    public const string SourceName = "Presage";

    public static ActivitySource Source { get; } = new(SourceName);
}
