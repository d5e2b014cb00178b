using System.Text;
using Presage.Contracts.Api;
using Presage.Engine.Features;
using Presage.Engine.Scenarios;
using Presage.Engine.Simulation;

namespace Presage.Application.Simulation;

/// <summary>Simulates machines and formats their readings side by side, and writes them in their order.</summary>
internal sealed class TelemetryWriter(Scenario scenario, int machines, int days, long seed, int threads)
{
    private readonly long[] _times = MachineSimulator.Simulate(scenario, seed, machine: 1, days).Times;

    public long Readings => (long)machines * _times.Length;

    /// <returns>What is left to write of each machine: everything but its readings.</returns>
    public async Task<List<MachineHistory>> WriteAsync(Stream file, IProgress<SimulationProgress>? progress, CancellationToken cancellation)
    {
        var header = CsvText.Line([scenario.TimeColumn, scenario.EntityColumn, .. scenario.Sensors.Select(sensor => sensor.Name)]);
        await file.WriteAsync(Encoding.UTF8.GetBytes(header), cancellation);

        var times = TelemetryText.Times(_times);
        var ahead = new Queue<Task<(MachineHistory Events, TelemetryText Text)>>();
        var written = new List<MachineHistory>(machines);
        while (written.Count < machines)
        {
            // One more than there are threads, so that none is idle while the first is being written.
            while (ahead.Count < (threads > 1 ? threads + 1 : 1) && written.Count + ahead.Count < machines)
            {
                var machine = written.Count + ahead.Count + 1;
                ahead.Enqueue(Task.Run(() => Simulated(machine, times), cancellation));
            }

            var (events, text) = await ahead.Dequeue();
            using (text)
                await file.WriteAsync(text.Bytes, cancellation);
            written.Add(events);
            progress?.Report(new SimulationProgress((long)written.Count * _times.Length, Readings));
        }

        return written;
    }

    private (MachineHistory Events, TelemetryText Text) Simulated(int machine, byte[] times)
    {
        var history = MachineSimulator.Simulate(scenario, seed, machine, days);
        return (history with { Times = [], Sensors = [] }, TelemetryText.Of(history, times));
    }
}
