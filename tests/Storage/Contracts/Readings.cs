using Presage.Engine;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Tests.Storage.Contracts;

internal static class Readings
{
    private static readonly long Start = UnixTime.FromDateTime(new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    /// <summary>Hourly readings of two sensors from an hour on; the values are made from machine and time.</summary>
    public static TelemetryBatch Of(string machine, int firstHour, int count, int known = 1_000, double offset = 0)
    {
        var times = Enumerable.Range(firstHour, count).Select(hour => Start + (hour * UnixTime.Hour)).ToArray();
        return new(
            machine, times, [.. times.Select(_ => Start + (known * UnixTime.Hour))],
            [[.. times.Select(time => ValueOf(machine, time, 0) + offset)], [.. times.Select(time => ValueOf(machine, time, 1))]]);
    }

    /// <summary>Some of the readings, in order.</summary>
    public static TelemetryBatch Pick(this TelemetryBatch batch, IEnumerable<int> rows)
    {
        var picked = rows.ToArray();
        return new(
            batch.Machine, [.. picked.Select(row => batch.Times[row])], [.. picked.Select(row => batch.Known[row])],
            [.. batch.Values.Select(column => picked.Select(row => column[row]).ToArray())]);
    }

    public static void ShouldHaveSameReadingsAs(this TelemetryBatch actual, TelemetryBatch expected)
    {
        actual.Machine.ShouldBe(expected.Machine);
        actual.Times.ShouldBe(expected.Times);
        actual.Values.Length.ShouldBe(expected.Values.Length);
        for (var sensor = 0; sensor < expected.Values.Length; sensor++)
            actual.Values[sensor].Select(BitConverter.DoubleToInt64Bits).ShouldBe(
                expected.Values[sensor].Select(BitConverter.DoubleToInt64Bits));
    }

    private static double ValueOf(string machine, long time, int sensor) =>
        Math.Sin((time / (double)UnixTime.Hour) + (10 * sensor) + machine.Length) * 100;
}
