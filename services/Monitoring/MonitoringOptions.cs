using Presage.Engine;
using Presage.Hosting.Settings;

namespace Presage.Monitoring;

/// <summary>Section <c>Monitoring</c>.</summary>
public sealed record MonitoringOptions
{
    public const string Section = "Monitoring";

    /// <summary>Machines that a slice of an evaluation judges. 1 or more.</summary>
    public int MachinesPerSlice { get; init; } = 100;

    /// <summary>Slices that a process works on at a time; one for each processor by default.</summary>
    public int Concurrency { get; init; } = Environment.ProcessorCount;

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public MonitoringOptions Validated()
    {
        Require(MachinesPerSlice >= 1, nameof(MachinesPerSlice), "1 or more");
        Require(Concurrency >= 1, nameof(Concurrency), "1 or more");
        return this;
    }

    private static void Require(bool isRight, string name, string range) => OptionRule.Require(isRight, Section, name, range);
}
