using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Scenarios;

namespace Presage.Application.Simulation;

/// <summary>Writes a simulated data set: the files of the scenario's sources, named with its first prefix.</summary>
/// <param name="threads">Null for as many as there are processors. They do not change the bytes.</param>
internal sealed class DataSetWriter(Scenario scenario, TimeProvider clock, int? threads = null)
{
    /// <exception cref="PresageException">The scenario cannot be simulated, or there are such files already.</exception>
    public async Task<SimulatedFleet> WriteAsync(
        SimulationRequest request, IProgress<SimulationProgress>? progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Machines, 1);
        var begun = clock.GetTimestamp();
        var telemetry = new TelemetryWriter(scenario, request.Machines, request.Days, request.Seed, threads ?? Environment.ProcessorCount);
        using var files = new DataSetFiles(scenario.RecordKinds, request.Directory);

        List<MachineHistory> histories;
        await using (var file = files.Create(scenario.RecordKinds.Telemetry))
            histories = await telemetry.WriteAsync(file, progress, cancellation);
        foreach (var (kind, header, lines) in EventFiles.Of(scenario, histories))
            await files.WriteAsync(kind, header, lines, cancellation);

        files.Complete();
        return new SimulatedFleet(
            request.Directory, request.Machines, request.Days, request.Seed, telemetry.Readings,
            histories.Sum(history => Count(history.Errors)),
            histories.Sum(history => Count(history.Replacements)),
            histories.Sum(history => Count(history.Failures)),
            files.Paths, Math.Round(clock.GetElapsedTime(begun).TotalSeconds, 3));
    }

    private static long Count(long[][] events) => events.Sum(times => (long)times.Length);
}
