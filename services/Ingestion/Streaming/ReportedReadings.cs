using System.Text;
using System.Text.Json;
using Presage.Contracts;
using Presage.Engine.Scenarios;
using Presage.Hosting;
using Presage.Ingestion.Cells;
using Presage.Ingestion.Intakes;
using Presage.Storage;

namespace Presage.Ingestion.Streaming;

/// <summary>Checks the readings of a message by the rules for those of files.</summary>
internal static class ReportedReadings
{
    /// <param name="refused">Gets what is not taken.</param>
    public static IReadOnlyList<TelemetryBatch> Read(IReadOnlyList<ReportedReading?> readings, IntakeTarget target, RefusedRows refused)
    {
        var intake = new ReadingIntake(target, readings.Count);
        foreach (var (index, reading) in readings.Index())
        {
            var reason = Add(intake, target.Scenario.Sensors, reading);
            var cells = intake.Cells.HasRefused ? intake.Cells.TakeReasons() : null;
            if (reason is not null)
                refused.Add(index + 1, JsonSerializer.SerializeToUtf8Bytes(reading, Json.Options), reason);
            else if (cells is not null)
                refused.AddCells(index + 1, JsonSerializer.SerializeToUtf8Bytes(reading, Json.Options), cells);
        }

        return intake.Take().Records;
    }

    /// <summary>Adds a reading; or gives the reason why it is refused.</summary>
    public static string? Add(ReadingIntake intake, IReadOnlyList<Sensor> sensors, ReportedReading? reading)
    {
        var time = 0L;
        if ((intake.Key.FindMachine(Bytes(reading?.Machine), out var machine) ?? ReadTime(intake.Key, reading?.Time, out time))
            is { } refusal)
            return refusal;

        SetValues(intake, sensors, reading?.Values);
        return intake.Add(machine, time);
    }

    private static string? ReadTime(RecordKey key, string? text, out long time) =>
        CellTime.TryParse(Bytes(text), out time) ? key.CheckTime(time) : key.UnparsableTime;

    private static void SetValues(ReadingIntake intake, IReadOnlyList<Sensor> sensors, IReadOnlyDictionary<string, double?>? values)
    {
        var known = 0;
        for (var sensor = 0; sensor < sensors.Count; sensor++)
        {
            double? value = null;
            if (values?.TryGetValue(sensors[sensor].Name, out value) is true)
                known++;

            if (value is not { } number)
                intake.SetMissing(sensor);
            else if (double.IsFinite(number))
                intake.Set(sensor, number);
            else
                intake.SetUnparsable(sensor);
        }

        if (known < values?.Count)
            intake.Cells.Refuse(Refusals.UnknownSensor);
    }

    private static byte[] Bytes(string? text) => Encoding.UTF8.GetBytes(text?.Trim() ?? "");
}
