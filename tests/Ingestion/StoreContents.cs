using System.Globalization;
using System.Text;
using Presage.Storage;

namespace Presage.Tests.Ingestion;

/// <summary>Everything a data set has, to the last bit, as text; without knowledge times.</summary>
internal static class StoreContents
{
    public static async Task<string> OfAsync(IngestionHost host, int sensors = 4, string dataset = "plant")
    {
        var cancellation = TestContext.Current.CancellationToken;
        var text = new StringBuilder();
        foreach (var machine in await host.Services.Store.Machines.ListAsync(dataset, cancellation))
            text.AppendLine($"{machine.Id} {string.Join(' ', machine.Attributes.OrderBy(attribute => attribute.Key))}");

        foreach (var kind in Enum.GetValues<EventKind>())
            foreach (var record in await host.Services.Store.Events.ReadAsync(
                dataset, kind, null, DateTime.UnixEpoch.AddDays(-1), DateTime.MaxValue, DateTime.MaxValue, cancellation))
                text.AppendLine(CultureInfo.InvariantCulture, $"{kind} {record.Machine} {record.Time:O} {record.Code}");

        var telemetry = host.Services.Store.Telemetry;
        foreach (var machine in await telemetry.MachinesAsync(dataset, cancellation))
        {
            var readings = await telemetry.ReadAsync(
                dataset, machine.Machine, sensors, machine.First.AddDays(-1), machine.Last, DateTime.MaxValue, cancellation);
            for (var row = 0; row < readings.Count; row++)
                text.AppendLine($"{machine.Machine} {readings.Times[row]} {BitsOf(readings.Values.Select(column => column[row]))}");
        }

        return text.ToString();
    }

    private static string BitsOf(IEnumerable<double> values) => string.Join(' ', values.Select(BitConverter.DoubleToInt64Bits));
}
