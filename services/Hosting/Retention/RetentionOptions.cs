using System.Globalization;
using Presage.Hosting.Settings;

namespace Presage.Hosting.Retention;

/// <summary>
/// How long records are kept, such as <c>400d</c>; what has no time is kept for ever. Section <c>Retention</c>. Readings and predictions
/// are counted back from the latest of their data set or result set, so that a data set that is no longer added to keeps what it has.
/// </summary>
public sealed record RetentionOptions
{
    public const string Section = "Retention";

    private const double ShortestSeries = 30;
    private const double Shortest = 1;
    private const double Longest = 100 * 365;

    /// <summary>Readings. At least 30d: training, scoring and alarms look back.</summary>
    public string? Telemetry { get; init; }

    /// <summary>Predictions. At least 30d; a standing alarm keeps what it rests on.</summary>
    public string? Predictions { get; init; }

    /// <summary>Runs that have ended, with stages, slices and left-over features.</summary>
    public string? Runs { get; init; }

    /// <summary>Faults that were redriven or discarded.</summary>
    public string? Faults { get; init; }

    /// <summary>Whether this process deletes. Commands that host the services for one run do not.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Time between two deletions. 1 minute or more.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);

    public TimeSpan? TelemetryTime => TimeOf(Telemetry, nameof(Telemetry), ShortestSeries);

    public TimeSpan? PredictionsTime => TimeOf(Predictions, nameof(Predictions), ShortestSeries);

    public TimeSpan? RunsTime => TimeOf(Runs, nameof(Runs), Shortest);

    public TimeSpan? FaultsTime => TimeOf(Faults, nameof(Faults), Shortest);

    public bool IsAny => (TelemetryTime ?? PredictionsTime ?? RunsTime ?? FaultsTime) is not null;

    /// <exception cref="Engine.PresageException"><c>invalid-options</c>.</exception>
    public RetentionOptions Validated()
    {
        OptionRule.Require(Interval >= TimeSpan.FromMinutes(1), Section, nameof(Interval), "00:01:00 or more");
        foreach (var time in (ReadOnlySpan<TimeSpan?>)[TelemetryTime, PredictionsTime, RunsTime, FaultsTime])
            _ = time;

        return this;
    }

    private static TimeSpan? TimeOf(string? text, string name, double least)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var isTime = double.TryParse(text.Trim().TrimEnd('d'), CultureInfo.InvariantCulture, out var days) && text.Trim().EndsWith('d');
        OptionRule.Require(
            isTime && days >= least && days <= Longest, Section, name,
            string.Create(
                CultureInfo.InvariantCulture, $"a number of days from {least}d on, such as 400d, or leave it out to keep everything"));
        return TimeSpan.FromDays(days);
    }
}
