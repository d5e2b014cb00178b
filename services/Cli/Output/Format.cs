using System.Globalization;

namespace Presage.Cli.Output;

/// <summary>How numbers and times are shown to people.</summary>
internal static class Format
{
    public static CultureInfo Culture => CultureInfo.InvariantCulture;

    public static string Count(long value) => value.ToString("N0", Culture);

    public static string Share(double value) => double.IsFinite(value) ? value.ToString("0.000", Culture) : "-";

    public static string Percent(double value) => double.IsFinite(value) ? value.ToString("0.0 %", Culture) : "-";

    public static string Seconds(double value) => value.ToString("0.0 s", Culture);

    public static string Hours(double? value) => value is { } hours ? hours.ToString("0.# h", Culture) : "-";

    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", Culture);

    public static string Time(DateTime? time) => time is { } known ? Time(known) : "-";
}
