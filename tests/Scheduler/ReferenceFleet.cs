using System.Globalization;
using Presage.Application.Simulation;
using Presage.Contracts.Api;

namespace Presage.Tests.Scheduler;

/// <summary>Files of a made-up fleet, given away in parts as time goes on.</summary>
/// <param name="source">Folder of all files.</param>
internal sealed class ReferenceFleet(string source)
{
    private const string Column = "datetime";
    private const string Format = "yyyy-MM-dd HH:mm:ss";

    private DateTime _delivered = DateTime.MinValue;

    private readonly Dictionary<string, string[]> _files =
        Directory.GetFiles(source, "*.csv").ToDictionary(file => Path.GetFileName(file), File.ReadAllLines);

    public static async Task<ReferenceFleet> MakeAsync(ISimulationActions simulation, string folder, int machines, int days)
    {
        await simulation.WriteAsync(new SimulationRequest(folder, "azure-pdm", machines, days, 1), null, default);
        return new ReferenceFleet(folder);
    }

    /// <summary>Before data are taken up, puts what came since the last time into a folder, in the place of what lay there.</summary>
    public void Deliver(string folder, string job, DateTime to)
    {
        if (!job.EndsWith("-ingest", StringComparison.Ordinal))
            return;

        foreach (var (name, lines) in _files)
        {
            var column = Array.IndexOf(lines[0].Split(','), Column);
            var rows = lines.Skip(1)
                .Where(line => column < 0 || (TimeOf(line, column) is var time && time > _delivered && time <= to)).ToList();
            var file = Path.Combine(folder, name);
            if (rows.Count > 0)
                File.WriteAllLines(file, rows.Prepend(lines[0]));
            else
                File.Delete(file);
        }

        _delivered = to;
    }

    private static DateTime TimeOf(string line, int column) => DateTime.ParseExact(
        line.Split(',')[column], Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
