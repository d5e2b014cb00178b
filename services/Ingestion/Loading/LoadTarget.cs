using Presage.Engine.Scenarios;

namespace Presage.Ingestion.Loading;

/// <summary>Where the rows of a slice go.</summary>
/// <param name="Known">Knowledge time of the records: when the run began.</param>
/// <param name="Machines">The machines of the data set; null when none were described and any may come.</param>
internal sealed record LoadTarget(string Dataset, Scenario Scenario, DateTime Known, IReadOnlyList<string>? Machines);
