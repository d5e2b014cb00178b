using System.Globalization;

namespace Presage.Storage.Histories;

/// <summary>A date of a machine as it stands among its attributes.</summary>
public static class MachineDate
{
    public static string TextOf(DateTime utc) => utc.ToString(
        utc.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-ddTHH:mm:ss.fffZ" : "yyyy-MM-ddTHH:mm:ss.fffffffZ",
        CultureInfo.InvariantCulture);

    /// <summary>UTC; null when the machine has no such date.</summary>
    /// <param name="column">Null when the scenario names none.</param>
    public static DateTime? Of(Machine machine, string? column) =>
        column is not null && machine.Attributes.TryGetValue(column, out var text)
            ? DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal)
            : null;
}
