namespace Presage.Jobs.Schedules;

/// <summary>Days at which schedules do nothing.</summary>
/// <param name="Spans">First and last day, both included, by first day.</param>
public sealed record ExclusionCalendar(string Name, IReadOnlyList<DaySpan> Spans)
{
    /// <summary>The span that a day falls in, or null.</summary>
    public DaySpan? At(DateOnly day) => Spans.FirstOrDefault(span => span.First <= day && day <= span.Last);
}

/// <param name="Name">What day it is, such as a holiday's name; null when nobody has said.</param>
public sealed record DaySpan(DateOnly First, DateOnly Last, string? Name);
