using Presage.Application.Simulation;
using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Execution;

internal static class SimulationExecution
{
    /// <summary>Makes up the records of a fleet, and shows how far it is.</summary>
    public static Task<SimulatedFleet> WriteAsync(
        this ISimulationActions simulation, SimulationRequest request, Terminal terminal, CancellationToken cancellation) =>
        terminal.Progress().FollowAsync(report => simulation.WriteAsync(request, new Reporter(report), cancellation));

    /// <summary>Tells at once, and in order, which <see cref="Progress{T}"/> does not.</summary>
    private sealed class Reporter(Action<IReadOnlyList<ProgressStep>> report) : IProgress<SimulationProgress>
    {
        public void Report(SimulationProgress value) => report([new ProgressStep("simulate", value.Readings, value.Of)]);
    }
}
