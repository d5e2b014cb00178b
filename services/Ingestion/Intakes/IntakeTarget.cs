using Presage.Engine.Scenarios;

namespace Presage.Ingestion.Intakes;

/// <summary>Where records go.</summary>
/// <param name="Known">Knowledge time of the records: when the run began, or the message was sent.</param>
/// <param name="Machines">The machines of the data set; null when none were described and any may come.</param>
/// <param name="File">Number, in the plan of the run, of the file that the records come from.</param>
internal sealed record IntakeTarget(
    string Dataset, Scenario Scenario, DateTime Known, IReadOnlyList<string>? Machines, int File = 0)
{
    /// <summary>When the records arrived: none can be of a later time.</summary>
    public DateTime Arrived { get; init; } = Known;
}
