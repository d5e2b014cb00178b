using Presage.Contracts.Api;
using Presage.Scenarios;

namespace Presage.Application.Simulation;

internal sealed class SimulationActions(TimeProvider clock) : ISimulationActions
{
    public Task<SimulatedFleet> WriteAsync(
        SimulationRequest request, IProgress<SimulationProgress>? progress, CancellationToken cancellation) =>
        new DataSetWriter(ScenarioCatalog.Read(request.Scenario), clock).WriteAsync(request, progress, cancellation);
}
