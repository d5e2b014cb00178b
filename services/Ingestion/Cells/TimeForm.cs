using Presage.Engine.Scenarios;

namespace Presage.Ingestion.Cells;

/// <summary>How the times of a column are written.</summary>
internal enum TimeForm
{
    /// <summary>The year first, with marks: <c>2024-01-31 06:00:00</c>, <c>2024/1/31 6:00</c>.</summary>
    Iso,

    /// <summary>Digits only: <c>20240131T060000Z</c>, <c>20240131 0600</c>, <c>20240131</c>.</summary>
    Compact,

    /// <summary><c>31.01.2024 06:00</c>, <c>31/1/2024 6:00</c>.</summary>
    DayFirst,

    /// <summary><c>1/31/2024 6:00:00 AM</c>.</summary>
    MonthFirst,

    /// <summary><c>31-Jan-2024 06:00</c>, <c>January 31, 2024 06:00</c>.</summary>
    MonthName,

    /// <summary>Since 1970-01-01 00:00 UTC; likewise the next three.</summary>
    Seconds,

    Milliseconds,

    Microseconds,

    Nanoseconds,

    /// <summary>Days since 1899-12-30, as workbooks count: <c>45292.25</c>.</summary>
    Excel,

    /// <summary>By a pattern that the scenario declares.</summary>
    Pattern,
}

internal static class TimeForms
{
    /// <summary>Those that a column can be judged to have, the most usual first.</summary>
    public static IReadOnlyList<TimeForm> Judged { get; } = [.. Enum.GetValues<TimeForm>().Where(form => form != TimeForm.Pattern)];

    /// <summary>Whether a time is one number, which may be anything else as well.</summary>
    public static bool IsNumber(this TimeForm form) => form is >= TimeForm.Seconds and <= TimeForm.Excel;

    /// <summary>The form of a declared format; a pattern for what is none of the names.</summary>
    public static TimeForm Of(string format) =>
        TimeSettings.Formats.Index().Where(name => name.Item == format).Select(name => (TimeForm?)name.Index).FirstOrDefault()
        ?? TimeForm.Pattern;

    /// <summary>As a scenario names it.</summary>
    public static string Name(this TimeForm form) => TimeSettings.Formats[(int)form];
}
