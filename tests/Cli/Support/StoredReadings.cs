using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Presage.Engine;
using Presage.Hosting.Stores;
using Presage.Storage;

namespace Presage.Tests.Cli.Support;

/// <summary>What a store has of a data set.</summary>
internal static class StoredReadings
{
    /// <summary>A line each: time, machine, and a value or <c>-</c> a sensor.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(string data, string dataset, int sensors)
    {
        await using var services = new ServiceCollection().AddStorage(new StorageOptions { Directory = data }).BuildServiceProvider();
        var telemetry = services.GetRequiredService<ITelemetry>();
        var cancellation = TestContext.Current.CancellationToken;
        var lines = new List<string>();
        foreach (var machine in await telemetry.MachinesAsync(dataset, cancellation))
        {
            var readings = await telemetry.ReadAsync(
                dataset, machine.Machine, sensors, DateTime.UnixEpoch, DateTime.MaxValue, DateTime.MaxValue, cancellation);
            for (var row = 0; row < readings.Count; row++)
                lines.Add(
                    $"{TextOf(readings.Times[row])} {machine.Machine} "
                    + string.Join(' ', readings.Values.Select(column => TextOf(column[row]))));
        }

        return lines;
    }

    private static string TextOf(long time)
    {
        var moment = UnixTime.ToDateTime(time);
        var fraction = moment.Ticks % TimeSpan.TicksPerSecond == 0 ? "" : ".fffffff";
        return moment.ToString($"yyyy-MM-ddTHH:mm:ss{fraction}Z", CultureInfo.InvariantCulture);
    }

    private static string TextOf(double value) => double.IsNaN(value) ? "-" : value.ToString("R", CultureInfo.InvariantCulture);
}
