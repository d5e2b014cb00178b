namespace Presage.Engine.Scenarios;

/// <summary>Which feature rows and columns are built.</summary>
/// <param name="Grid">Distance of feature rows; rows lie at multiples of it since 1970-01-01 00:00 UTC.</param>
/// <param name="Windows">Windows in time, (T - w, T]; at least one, each once.</param>
/// <param name="Aggregates">Statistics of each sensor in each window; at least one, each once.</param>
/// <param name="ErrorWindow">Window in which errors are counted; zero when there are no errors.</param>
public sealed record FeatureSettings(
    TimeSpan Grid, IReadOnlyList<TimeSpan> Windows, IReadOnlyList<Aggregate> Aggregates, TimeSpan ErrorWindow)
{
    public TimeSpan LongestWindow => Windows.Max();
}
