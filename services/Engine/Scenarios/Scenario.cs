namespace Presage.Engine.Scenarios;

/// <summary>What one kind of data looks like and what is to be predicted from it. Read from YAML; nothing else in the code knows a column's name.</summary>
/// <param name="Name">Name of the scenario, kebab-case.</param>
/// <param name="Hash">SHA-256 (hex) of the text it was read from; part of every model's lineage.</param>
/// <param name="EntityColumn">Column that names the machine.</param>
/// <param name="TimeColumn">Column that holds the time of a record.</param>
/// <param name="Sampling">Usual time between two readings of a machine.</param>
public sealed record Scenario(
    string Name,
    string Hash,
    string EntityColumn,
    string TimeColumn,
    TimeSpan Sampling,
    SourceNames Sources,
    IReadOnlyList<Sensor> Sensors,
    IReadOnlyList<string> Errors,
    IReadOnlyList<string> Components,
    IReadOnlyList<MachineAttribute> Attributes,
    FeatureSettings Features,
    TimeSpan Horizon,
    Costs Costs,
    Simulation? Simulation = null);

/// <summary>How files of each source are recognised: the file's name without prefix and ending, and the column with the record's code.</summary>
/// <param name="Prefixes">Optional beginnings of file names, such as <c>PdM_</c>.</param>
/// <param name="Errors">Null when the scenario has no errors; likewise maintenance and machines.</param>
public sealed record SourceNames(
    IReadOnlyList<string> Prefixes, SourceFile Telemetry, SourceFile? Errors, SourceFile? Maintenance, SourceFile Failures, SourceFile? Machines);

/// <param name="File">File name without prefix and ending.</param>
/// <param name="CodeColumn">Column with the error type or component; null for telemetry and machines.</param>
public sealed record SourceFile(string File, string? CodeColumn = null);

/// <param name="Minimum">Smallest credible value; a reading below is quarantined.</param>
/// <param name="Maximum">Largest credible value; a reading above is quarantined.</param>
public sealed record Sensor(string Name, string Unit, double Minimum, double Maximum);

/// <summary>A property of a machine: a number, or a category when <see cref="Categories"/> is given.</summary>
public sealed record MachineAttribute(string Name, string Unit, double Minimum, double Maximum, IReadOnlyList<string>? Categories = null)
{
    public bool IsCategorical => Categories is not null;
}

/// <param name="Grid">Distance of feature rows; rows lie at multiples of it since 1970-01-01 00:00 UTC.</param>
/// <param name="Windows">Windows in time, (T - w, T].</param>
/// <param name="Aggregates">Statistics of each sensor in each window.</param>
/// <param name="ErrorWindow">Window in which errors are counted.</param>
public sealed record FeatureSettings(TimeSpan Grid, IReadOnlyList<TimeSpan> Windows, IReadOnlyList<Aggregate> Aggregates, TimeSpan ErrorWindow);

public enum Aggregate
{
    Mean,
    Std,
    Min,
    Max,

    /// <summary>Least-squares slope against time, per hour.</summary>
    Slope,
    Last,
}

/// <summary>What decisions cost, in any one currency.</summary>
/// <param name="MissedFailure">An unplanned failure that no alarm came before.</param>
/// <param name="PreventedFailure">A failure that an alarm came before in time: the planned repair.</param>
/// <param name="FalseAlarm">An inspection for nothing.</param>
/// <param name="LeadTime">An alarm must come at least this long before the failure to be of use.</param>
public sealed record Costs(double MissedFailure, double PreventedFailure, double FalseAlarm, TimeSpan LeadTime);
