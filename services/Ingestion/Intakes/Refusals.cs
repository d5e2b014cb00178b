using Presage.Storage;

namespace Presage.Ingestion.Intakes;

/// <summary>Why rows are quarantined and cells refused.</summary>
internal static class Refusals
{
    public const string BrokenQuotes = "broken-quotes";
    public const string FieldCount = "wrong-number-of-fields";
    public const string UnknownMachine = "unknown-machine";
    public const string UnknownCode = "unknown-code";

    /// <summary>Dated after the moment it was ingested.</summary>
    public const string TimeTravel = "time-travel";

    /// <summary>Dated before 1990, as by a clock that was not set.</summary>
    public const string ImplausibleTime = "implausible-time";

    /// <summary>A time that no clock of the zone showed, since summer time began.</summary>
    public const string SkippedHour = "skipped-hour";

    /// <summary>A time that the clocks of the zone showed twice, and the order of the rows does not say which it is.</summary>
    public const string RepeatedHour = "repeated-hour";

    /// <summary>A reading that names a sensor which the scenario does not know.</summary>
    public const string UnknownSensor = "unknown-sensor";

    /// <summary>A reading without the value of any sensor.</summary>
    public const string NoValues = "no-values";

    public static string Unparsable(string column) => $"unparsable: {column}";

    public static string OutOfRange(string column) => $"out-of-range: {column}";

    public static string Missing(string column) => $"missing: {column}";

    public static string UnknownCategory(string column) => $"unknown-category: {column}";

    /// <summary>
    /// Whether a row or cell cannot be read. One that can be, but is of something unknown or of a time that cannot be, is no fault of its
    /// file.
    /// </summary>
    public static bool IsUnreadable(string reason) =>
        reason is not (UnknownMachine or UnknownCode or UnknownSensor or TimeTravel or ImplausibleTime or SkippedHour or RepeatedHour
            or NoValues)
        && !reason.StartsWith(UnknownCategory(""), StringComparison.Ordinal);

    /// <summary>Whether something may be refused for this no more once the scenario is wider.</summary>
    public static bool MayBeWidened(string reasons) => reasons.Split(QuarantinedRow.Separator).Any(
        reason => reason is UnknownCode or UnknownSensor
            || reason.StartsWith(UnknownCategory(""), StringComparison.Ordinal)
            || reason.StartsWith(OutOfRange(""), StringComparison.Ordinal));

    /// <summary>Reasons with their counts in words, the most frequent first.</summary>
    /// <param name="most">Reasons that are named at most.</param>
    public static string Summary(IReadOnlyDictionary<string, long> counts, int most)
    {
        var reasons = counts
            .OrderByDescending(reason => reason.Value)
            .ThenBy(reason => reason.Key, StringComparer.Ordinal)
            .Select(reason => $"{reason.Value:N0} {reason.Key}")
            .Take(most);
        return string.Join(", ", reasons) + (counts.Count > most ? ", ..." : "");
    }
}
