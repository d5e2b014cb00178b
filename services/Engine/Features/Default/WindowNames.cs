using Presage.Engine.Scenarios;

namespace Presage.Engine.Features.Default;

/// <summary>How windows and aggregates are called in column names and descriptions.</summary>
internal static class WindowNames
{
    /// <summary>Such as <c>36h</c> or <c>90m</c>; never in days, since models know their inputs by these names.</summary>
    public static string Short(TimeSpan window) => DurationText.Of(window);

    /// <summary>Such as <c>36 h</c>, <c>5 d</c> or <c>90 min</c>.</summary>
    public static string Long(TimeSpan window) => DurationText.InDays(window, " ").Replace(" m", " min", StringComparison.Ordinal);

    public static string Short(Aggregate aggregate) => aggregate.ToString().ToLowerInvariant();

    public static string Long(Aggregate aggregate) => aggregate switch
    {
        Aggregate.Std => "standard deviation",
        Aggregate.Min => "minimum",
        Aggregate.Max => "maximum",
        _ => Short(aggregate),
    };
}
