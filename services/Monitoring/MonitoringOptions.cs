namespace Presage.Monitoring;

/// <summary>Section <c>Monitoring</c>.</summary>
public sealed record MonitoringOptions
{
    public const string Section = "Monitoring";

    /// <summary>Machines that a slice of an evaluation judges. 1 or more.</summary>
    public int MachinesPerSlice { get; init; } = 100;

    /// <summary>Slices that a process works on at a time; one for each processor by default.</summary>
    public int Concurrency { get; init; } = Environment.ProcessorCount;
}
