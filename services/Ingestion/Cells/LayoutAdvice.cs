using System.Globalization;
using System.Text.RegularExpressions;
using Presage.Engine;

namespace Presage.Ingestion.Cells;

/// <summary>Says of columns that cannot be read why not, and which line of the scenario would help.</summary>
internal static partial class LayoutAdvice
{
    private const int MostShown = 3;

    /// <summary>A column of times of which most cannot be read.</summary>
    /// <param name="samples">Some of its cells.</param>
    public static PresageException UnreadableTimes(string file, string column, IReadOnlyList<string> samples)
    {
        var (cause, remedy) = OfTimes(column, samples);
        return new PresageException(
            ErrorKind.Invalid, "unreadable-times", $"The column {column} of '{file}' holds {Shown(samples)}: {cause}.", remedy);
    }

    /// <summary>A column of dates that may have the day or the month first.</summary>
    public static PresageException AmbiguousTimes(string file, string column, string sample) => new(
        ErrorKind.Invalid, "ambiguous-times",
        $"The column {column} of '{file}' can be read in two ways: '{sample}' may be {Reading(sample, TimeForm.DayFirst)} or "
        + $"{Reading(sample, TimeForm.MonthFirst)}, and no row says which.",
        $"Write into the scenario: {DeclaredTime(column, "format: day-first")}, or format: month-first.");

    /// <summary>A column of dates of which some have the day first and others the month.</summary>
    public static PresageException MixedTimes(string file, string column, IReadOnlyList<string> samples) => new(
        ErrorKind.Invalid, "ambiguous-times",
        $"The column {column} of '{file}' has dates with the day first and dates with the month first, such as {Shown(samples)}, so that "
        + "others can be read in two ways.",
        $"Export the file with one form of dates, or write into the scenario: {DeclaredTime(column, "format: day-first")}.");

    /// <summary>A column of numbers whose mark may be a decimal mark or stand between thousands.</summary>
    public static PresageException AmbiguousNumbers(string file, string column, string sample) => new(
        ErrorKind.Invalid, "ambiguous-numbers",
        $"The column {column} of '{file}' can be read in two ways: '{sample}' may be {Value(sample, NumberForm.Comma)} or "
        + $"{Value(sample, NumberForm.Point)}, and no row says which.",
        "Write into the scenario: decimal: \",\" for the first, or decimal: \".\" for the second.");

    /// <summary>Why times cannot be read, without a full stop, and what to do.</summary>
    public static (string Cause, string Remedy) OfTimes(string column, IReadOnlyList<string> samples)
    {
        if (samples.Count > 0 && samples.All(sample => TwoDigitYear().IsMatch(sample)))
            return (
                "years of two digits can be read in several ways",
                $"Write into the scenario: {DeclaredTime(column, "format: \"dd.MM.yy HH:mm\"")}, as the times are written.");

        if (samples.Count > 0 && samples.All(sample => Abbreviation().IsMatch(sample)))
            return (
                "abbreviations of zones mean different zones in different countries",
                $"Write into the scenario, with the zone of the machines: {DeclaredTime(column, "zone: Europe/Berlin")}.");

        if (samples.Any(sample => Exponent().IsMatch(sample)))
            return (
                "a spreadsheet has shortened the numbers and their last digits are lost",
                "Export the column as text or as dates, such as 2024-01-31 06:00:00.");

        if (samples.Count > 0 && samples.All(sample => WorkbookDay().IsMatch(sample)))
            return (
                "whole numbers, which may be days of a workbook or anything else",
                $"If they are days since 1900, write into the scenario: {DeclaredTime(column, "format: excel")}; "
                + "otherwise give each row the time at which it was measured.");

        return samples.Count > 0 && samples.All(sample => double.TryParse(sample, CultureInfo.InvariantCulture, out _))
            ? ("numbers that are no times", "Give each row the time at which it was measured, such as 2024-01-31 06:00:00.")
            : (
                "no times that are understood",
                $"Write them such as 2024-01-31 06:00:00, or say in the scenario how they are written: "
                + $"{DeclaredTime(column, "format: \"yyyy-MM-dd HH:mm:ss\"")}.");
    }

    /// <summary>Why numbers cannot be read, without a full stop, and what to do.</summary>
    /// <param name="samples">Some of the cells that cannot be read.</param>
    public static (string Cause, string Remedy) OfNumbers(string column, IReadOnlyList<string> samples)
    {
        if (samples.Count > 0 && samples.All(sample => Comma().IsMatch(sample)))
            return ("decimal commas", "Write into the scenario: decimal: \",\".");

        if (samples.Count > 0 && samples.All(sample => Unit().IsMatch(sample)))
            return ("numbers with units", "Take the units out of the cells; they can stand in the column's name.");

        var word = samples.FirstOrDefault(sample => sample.Length > 0) ?? "text";
        return (
            "no numbers",
            $"If it stands for no value, write into the scenario: missing: [\"{word.Replace("\"", "\\\"")}\"]; otherwise check that "
            + $"{column} is the column of the sensor.");
    }

    private static string DeclaredTime(string column, string rest) => $"time: {{ column: {column}, {rest} }}";

    private static string Shown(IReadOnlyList<string> samples) =>
        samples.Count == 0 ? "nothing" : string.Join(", ", samples.Take(MostShown).Select(sample => $"'{sample}'"));

    private static string Reading(string sample, TimeForm form)
    {
        TimeText.TryParse(System.Text.Encoding.UTF8.GetBytes(sample), form, null, false, out var ticks, out _);
        return new DateTime(ticks).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
    }

    private static string Value(string sample, NumberForm form)
    {
        NumberText.TryParse(System.Text.Encoding.UTF8.GetBytes(sample), form, out var value);
        return value.ToString("R", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\d{1,2}[./-]\d{1,2}[./-]\d{2}(\D|$)")]
    private static partial Regex TwoDigitYear();

    [GeneratedRegex(@"\d ?[A-Z]{3,5}$")]
    private static partial Regex Abbreviation();

    [GeneratedRegex(@"^\d[.,]?\d*[eE]\+?\d+$")]
    private static partial Regex Exponent();

    [GeneratedRegex(@"^[3-7]\d{4}$")]
    private static partial Regex WorkbookDay();

    [GeneratedRegex(@"^[+-]?\d+,\d+$")]
    private static partial Regex Comma();

    [GeneratedRegex(@"^[+-]?\d+([.,]\d+)? ?[^\d\s.,]+[^.,]*$")]
    private static partial Regex Unit();
}
