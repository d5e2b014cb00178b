using Presage.Engine.Scenarios;

namespace Presage.Ingestion.Intakes;

/// <summary>Where records go.</summary>
/// <param name="Known">Knowledge time of the records: when the run began, or the message came.</param>
/// <param name="Machines">The machines of the data set; null when none were described and any may come.</param>
internal sealed record IntakeTarget(string Dataset, Scenario Scenario, DateTime Known, IReadOnlyList<string>? Machines);
