using Presage.Storage;

namespace Presage.Hosting.Retention;

/// <summary>What is to go of a kind of record.</summary>
/// <param name="Kind">telemetry, predictions, runs or faults.</param>
/// <param name="Name">The data set or result set; empty where there is one for all.</param>
/// <param name="Retained">Null for runs, which go one by one.</param>
/// <param name="Before">What is earlier goes; null where nothing does.</param>
/// <param name="Runs">Those that go.</param>
/// <param name="Kept">What is old enough and stays, and why.</param>
public sealed record RetentionStep(
    string Kind, string Name, RetainedKind? Retained, TimeSpan For, DateTime? Before, long Count, IReadOnlyList<string> Runs,
    IReadOnlyList<string> Kept)
{
    public const string Telemetry = "telemetry";
    public const string Predictions = "predictions";
    public const string OfRuns = "runs";
    public const string Faults = "faults";
}
