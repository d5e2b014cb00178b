using Presage.Engine.Features;
using Presage.Engine.Scenarios;

namespace Presage.Cli.Simulation;

/// <summary>Writes a simulated data set: the files of the scenario's sources, named with its first prefix.</summary>
public static class DataSetWriter
{
    /// <summary>Writes with as many threads as there are processors. The same arguments give the same bytes.</summary>
    /// <param name="directory">Is created if it is not there; must not contain such files.</param>
    /// <param name="readings">Told how many readings have been written so far.</param>
    /// <exception cref="Engine.PresageException">The scenario cannot be simulated, or there are such files already.</exception>
    public static Task<SimulationSummary> WriteAsync(
        Scenario scenario, string directory, int machines, int days, long seed, IProgress<long>? readings, CancellationToken cancellation) =>
        WriteAsync(scenario, directory, machines, days, seed, Environment.ProcessorCount, readings, cancellation);

    /// <summary>Writes with this many threads, which does not change the bytes.</summary>
    public static async Task<SimulationSummary> WriteAsync(
        Scenario scenario, string directory, int machines, int days, long seed, int threads, IProgress<long>? readings,
        CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(machines, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var telemetry = new TelemetryWriter(scenario, machines, days, seed, threads);
        using var files = new DataSetFiles(scenario.Sources, directory);

        List<MachineHistory> histories;
        await using (var file = files.Create(scenario.Sources.Telemetry))
            histories = await telemetry.WriteAsync(file, readings, cancellation);
        foreach (var (source, header, lines) in EventFiles.Of(scenario, histories))
            await files.WriteAsync(source, header, lines, cancellation);

        files.Complete();
        return new SimulationSummary(
            machines,
            telemetry.Readings,
            histories.Sum(history => Count(history.Errors)),
            histories.Sum(history => Count(history.Replacements)),
            histories.Sum(history => Count(history.Failures)),
            files.Paths);
    }

    private static long Count(long[][] events) => events.Sum(times => (long)times.Length);
}
