using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Features.Planning;

/// <summary>Cuts the machines of a run into slices.</summary>
public static class SliceCut
{
    /// <summary>
    /// Number of machines of each slice: as many as have about the wanted number of readings in the range together, at least one.
    /// </summary>
    public static IReadOnlyList<int> Cut(IReadOnlyList<MachineExtent> machines, DateTime from, DateTime to, long readingsPerSlice)
    {
        var slices = new List<int>();
        var readings = 0.0;
        foreach (var machine in machines)
        {
            var more = ReadingsIn(machine, from, to);
            if (slices.Count == 0 || readings + more > readingsPerSlice)
            {
                slices.Add(0);
                readings = 0;
            }

            slices[^1]++;
            readings += more;
        }

        return slices;
    }

    /// <summary>As if the readings were spread evenly. At least 1, since a machine without readings is work too.</summary>
    private static double ReadingsIn(MachineExtent machine, DateTime from, DateTime to)
    {
        var begin = machine.First > from ? machine.First : from;
        var end = machine.Last < to ? machine.Last : to;
        var span = (machine.Last - machine.First).TotalSeconds;
        var share = span > 0 ? Math.Max(0, (end - begin).TotalSeconds) / span : 1;
        return Math.Max(1, machine.Readings * share);
    }
}
