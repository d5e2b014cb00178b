using Presage.Engine.Scenarios;
using Presage.Reporting.Statistics;
using Presage.Storage;

namespace Presage.Reporting.Data;

/// <summary>What a data set holds.</summary>
/// <param name="Extents">By source; sources without records are absent.</param>
/// <param name="Sampled">Number of machines whose readings were looked at; counts of events are of all machines.</param>
/// <param name="Sensors">Of the sampled machines.</param>
/// <param name="TimeLine">Of the machine with most to tell; null without readings.</param>
public sealed record RawData(
    IReadOnlyDictionary<string, SourceExtent> Extents,
    int Machines,
    int Sampled,
    IReadOnlyList<SensorSummary> Sensors,
    TimeLine? TimeLine,
    IReadOnlyList<EventCount> Events,
    IReadOnlyList<AttributeSummary> Attributes,
    TelemetryGaps Gaps,
    IReadOnlyList<QuarantineCount> Quarantine);

/// <param name="Missing">Share of readings without a value of this sensor, 0 to 1.</param>
public sealed record SensorSummary(
    Sensor Sensor, Bins Bins, long[] Counts, double Mean, double StandardDeviation, double Minimum, double Maximum, double Missing);

public readonly record struct EventCount(EventKind Kind, string Code, long Count);

/// <summary>Readings and events of one machine.</summary>
/// <param name="Why">Why this machine was chosen.</param>
/// <param name="Times">[reading] ascending Unix time.</param>
/// <param name="Readings">[sensor][reading]; NaN where a value is missing.</param>
public sealed record TimeLine(
    string Machine, string Why, DateTime From, DateTime To, TimeSpan Sampling, IReadOnlyList<Sensor> Sensors, long[] Times,
    IReadOnlyList<double[]> Readings, IReadOnlyList<TimedEvent> Events);

public readonly record struct TimedEvent(EventKind Kind, DateTime Time, string Code);

/// <summary>Machines and their events by the values of an attribute.</summary>
/// <param name="Stacks">Names of the categories that machines are told apart by within a group; empty when there are none.</param>
public sealed record AttributeSummary(MachineAttribute Attribute, IReadOnlyList<AttributeGroup> Groups, IReadOnlyList<string> Stacks);

/// <param name="Stacked">Machines by the categories of <see cref="AttributeSummary.Stacks"/>.</param>
/// <param name="MachineYears">Time the group's machines were observed for.</param>
public sealed record AttributeGroup(
    string Name, IReadOnlyList<long> Stacked, int Machines, double MachineYears, long Errors, long Replacements, long Failures)
{
    public double? PerYear(long events) => MachineYears > 0 ? events / MachineYears : null;
}

/// <param name="Readings">Number of all machines.</param>
/// <param name="Expected">How many there would be had every machine sent one a sampling interval between its first and its last.</param>
/// <param name="InSample">Number of gaps longer than one and a half sampling intervals of the sampled machines.</param>
/// <param name="Longest">Of the sampled machines, longest first.</param>
public sealed record TelemetryGaps(long Readings, long Expected, TimeSpan Sampling, long InSample, IReadOnlyList<Gap> Longest)
{
    public double Missing => Expected == 0 ? 0 : Math.Max(0, 1 - ((double)Readings / Expected));
}

public readonly record struct Gap(string Machine, DateTime After, DateTime Until)
{
    public double Hours => (Until - After).TotalHours;
}
