namespace Presage.Engine.Scenarios;

/// <summary>How files are written, as far as a scenario says it; what it does not say is judged by column and file.</summary>
public sealed record ReadingSettings
{
    /// <summary>Where the time stands and how it is written.</summary>
    public required TimeSettings Time { get; init; }

    /// <summary>Where the machine stands.</summary>
    public required EntitySettings Entity { get; init; }

    /// <summary>The decimal mark of numbers, a point or a comma; null when every file is judged by itself.</summary>
    public char? Decimal { get; init; }

    /// <summary>Texts, and numbers such as -999, that say that there is no value, beside the usual ones.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Whether tables are read that say no more than their columns' names.</summary>
    public bool IsPlain => Time is { Date: null, Format: null, Zone: null } && Entity.FileName is null && Decimal is not ',';
}

/// <summary>Where the time of a record stands and how it is written.</summary>
/// <param name="Column">Column with the time, or with the time of day when the date stands apart.</param>
/// <param name="Date">Column with the date; null when both stand in one column.</param>
/// <param name="Format">
/// One of <see cref="Formats"/>, or a pattern such as <c>dd.MM.yy HH:mm</c>; null when every file is judged by itself.
/// </param>
/// <param name="Zone">IANA name of the zone of times that do not say theirs; null is UTC.</param>
public sealed record TimeSettings(string Column, string? Date = null, string? Format = null, string? Zone = null)
{
    /// <summary>The formats that have a name.</summary>
    public static IReadOnlyList<string> Formats { get; } =
    [
        "iso", "compact", "day-first", "month-first", "month-name", "seconds", "milliseconds", "microseconds", "nanoseconds", "excel",
    ];

    /// <summary>Other names of the column.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}

/// <summary>Where the machine of a record stands.</summary>
/// <param name="Column">The column that names it.</param>
/// <param name="FileName">
/// When the file is the machine's: <c>*</c> for the file's name without ending, <c>telemetry-*</c> for a part of it, <c>machine=*</c> for
/// a folder; null when the column names it.
/// </param>
public sealed record EntitySettings(string Column, string? FileName = null)
{
    /// <summary>Other names of the column.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}

/// <summary>Columns of a telemetry that has a row for each value instead of a column for each sensor.</summary>
/// <param name="Sensor">Column with the sensor's name.</param>
/// <param name="Value">Column with its value.</param>
public sealed record LongLayout(string Sensor, string Value);

/// <summary>A column of 0 and 1 that says of each row whether something is the case.</summary>
/// <param name="Code">The component or error type whose event it is that the column changes from 0 to 1.</param>
public sealed record FlagColumn(string Code, string Column);

/// <summary>Another name of a sensor's column, perhaps with another unit.</summary>
/// <param name="Factor">What a value is multiplied by; not 0.</param>
/// <param name="Offset">What is added then.</param>
public sealed record SensorAlias(string Name, double Factor = 1, double Offset = 0);
