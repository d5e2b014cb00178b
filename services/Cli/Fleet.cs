using Presage.Cli.Output;
using Presage.Cli.Simulation;
using Presage.Engine.Scenarios;

namespace Presage.Cli;

/// <summary>Makes up the records of a fleet, with progress.</summary>
internal static class Fleet
{
    public const int Machines = 100;
    public const int Days = 365;
    public const long Seed = 1;

    public static Task<SimulationSummary> WriteAsync(
        Scenario scenario, string directory, int machines, int days, long seed, IProgressView progress, CancellationToken cancellation)
    {
        var readings = machines * ((long)(TimeSpan.FromDays(days) / scenario.Sampling) + 1);
        return progress.FollowAsync(report => DataSetWriter.WriteAsync(
            scenario, directory, machines, days, seed, new Readings(done => report([new ProgressStep("simulate", done, readings)])), cancellation));
    }

    private sealed class Readings(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
