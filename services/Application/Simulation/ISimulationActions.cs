using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Simulation;

/// <summary>Makes up data to try things with.</summary>
public interface ISimulationActions
{
    /// <summary>Writes the files of a made-up fleet.</summary>
    /// <exception cref="PresageException">
    /// <c>unknown-scenario</c>, <c>bad-scenario</c>; <c>files-exist</c>; the scenario does not say how it is made up.
    /// </exception>
    Task<SimulatedFleet> WriteAsync(SimulationRequest request, IProgress<SimulationProgress>? progress, CancellationToken cancellation);
}
