using Presage.Engine.Scenarios;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Features.Planning;

/// <summary>What a run can work on.</summary>
/// <param name="From">Exclusive beginning of the range, UTC.</param>
/// <param name="AsOf">Only records known at this moment count; never in the future.</param>
/// <param name="LatestRecord">Time of the latest record of any source known at <paramref name="AsOf"/>.</param>
/// <param name="Machines">The machines with readings, in machine order.</param>
public sealed record KnownData(
    string Dataset, Scenario Scenario, DateTime From, DateTime To, DateTime AsOf, DateTime LatestRecord,
    IReadOnlyList<MachineExtent> Machines);
