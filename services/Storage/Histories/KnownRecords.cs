using Presage.Engine;
using Presage.Storage.Telemetry;

namespace Presage.Storage.Histories;

/// <summary>
/// How far the records of a data set reach that were known at a moment. It depends on the records and when they became known, not on the
/// order or the parts they came in.
/// </summary>
public sealed class KnownRecords(ITelemetry telemetry, IEvents events)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromDays(30);

    /// <summary>Time of the latest reading that was known; null when none was.</summary>
    public async Task<DateTime?> LatestReadingAsync(string dataset, int sensors, DateTime asOf, CancellationToken cancellation) =>
        await LatestReadingAsync(dataset, await telemetry.MachinesAsync(dataset, cancellation), sensors, asOf, cancellation);

    /// <param name="machines">With all readings that can have been known.</param>
    public async Task<DateTime?> LatestReadingAsync(
        string dataset, IReadOnlyList<MachineExtent> machines, int sensors, DateTime asOf, CancellationToken cancellation)
    {
        DateTime? latest = null;
        foreach (var machine in machines.OrderByDescending(machine => machine.Last))
        {
            if (machine.Last <= latest)
                break;

            latest = await LatestReadingAsync(dataset, sensors, machine, latest ?? machine.First.AddTicks(-1), asOf, cancellation)
                ?? latest;
        }

        return latest;
    }

    /// <summary>
    /// Time of the latest record of any source that was known, given that of the latest reading. Failures up to it are taken to be known.
    /// </summary>
    public async Task<DateTime> LatestAsync(string dataset, DateTime latestReading, DateTime asOf, CancellationToken cancellation)
    {
        var latest = latestReading;
        foreach (var kind in Enum.GetValues<EventKind>())
        {
            var later = await events.ReadAsync(dataset, kind, null, latest, DateTime.MaxValue, asOf, cancellation);
            latest = later.Select(record => record.Time).Append(latest).Max();
        }

        return latest;
    }

    /// <summary>Looks back from the machine's last reading, farther every time, so that usually one look is enough.</summary>
    private async Task<DateTime?> LatestReadingAsync(
        string dataset, int sensors, MachineExtent machine, DateTime after, DateTime asOf, CancellationToken cancellation)
    {
        var (to, span) = (machine.Last, FirstLook);
        while (to > after)
        {
            var from = to - after > span ? to - span : after;
            var readings = await telemetry.ReadAsync(dataset, machine.Machine, sensors, from, to, asOf, cancellation);
            if (readings.Count > 0)
                return UnixTime.ToDateTime(readings.Times[^1]);

            (to, span) = (from, span * 2);
        }

        return null;
    }
}
