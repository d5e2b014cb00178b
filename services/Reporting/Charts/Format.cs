using System.Globalization;

namespace Presage.Reporting.Charts;

/// <summary>Numbers and times as a person wants to read them: no more digits than matter, thousands apart, UTC.</summary>
public static class Format
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>What stands where there is no value.</summary>
    public const string Nothing = "–";

    public static string Count(long value) => value.ToString("#,0", Culture);

    /// <summary>A count that need not be exact: 8.76 M.</summary>
    public static string Rough(double value) => Math.Abs(value) switch
    {
        >= 999_500_000 => $"{Significant(value / 1e9, 3)} G",
        >= 999_500 => $"{Significant(value / 1e6, 3)} M",
        >= 9_995 => $"{Significant(value / 1e3, 3)} k",
        _ => Significant(value, 4),
    };

    /// <summary>Three significant digits: 0.0123, 4.56, 123, 45,600.</summary>
    public static string Number(double? value) => value is { } known ? Significant(known, 3) : Nothing;

    /// <summary>A share of 0 to 1 in percent: 0.4 %, 12 %, 99.7 %.</summary>
    public static string Percent(double? share) => share switch
    {
        null or double.NaN => Nothing,
        0 or 1 => $"{share.Value * 100:0} %",
        > 0 and < 0.001 => "< 0.1 %",
        < 0.095 or > 0.985 => string.Create(Culture, $"{share.Value * 100:0.0} %"),
        _ => string.Create(Culture, $"{share.Value * 100:0} %"),
    };

    /// <summary>A probability or a figure between 0 and 1: two decimals, three where two would hide what there is.</summary>
    public static string Probability(double? value) => value switch
    {
        null or double.NaN => Nothing,
        0 => "0",
        > 0 and < 0.001 => "< 0.001",
        > 0.999 and < 1 => "> 0.999",
        < 0.0995 or > 0.9905 => value.Value.ToString("0.000", Culture),
        _ => value.Value.ToString("0.00", Culture),
    };

    public static string Money(double value) => Math.Abs(value) >= 1_000 ? Count((long)Math.Round(value)) : Significant(value, 3);

    /// <summary>A length of time in the unit that suits it: 36 h, 4.2 days.</summary>
    public static string Hours(double? hours) => hours switch
    {
        null or double.NaN => Nothing,
        < 0 => $"−{Hours(-hours)}",
        < 1 => $"{Significant(hours.Value * 60, 2)} min",
        < 72 => $"{Significant(hours.Value, 2)} h",
        _ => $"{Significant(hours.Value / 24, 2)} days",
    };

    public static string Seconds(double seconds) => seconds < 120 ? $"{Significant(seconds, 2)} s" : Hours(seconds / 3600);

    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", Culture);

    public static string Day(DateTime time) => time.ToString("yyyy-MM-dd", Culture);

    public static string Plural(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>The first words of a text that may be long.</summary>
    public static string Short(string text, int most) => text.Length <= most ? text : $"{text[..(most - 1)].TrimEnd()}…";

    private static string Significant(double value, int digits)
    {
        if (value == 0)
            return "0";

        if (!double.IsFinite(value))
            return Nothing;

        var magnitude = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        if (magnitude < -5)
            return value.ToString("0.##E+0", Culture);

        var decimals = Math.Clamp(digits - 1 - magnitude, 0, 8);
        var text = value.ToString($"#,0.{new string('#', decimals)}", Culture);
        return text.StartsWith('-') ? $"−{text[1..]}" : text;
    }
}
