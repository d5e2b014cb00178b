using Presage.Engine;

namespace Presage.Application.Simulation;

/// <summary>Fields and lines of CSV files.</summary>
internal static class CsvText
{
    public const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    public static string Time(long time) => UnixTime.ToDateTime(time).ToString(TimeFormat);

    public static string Line(params IEnumerable<string> fields) => string.Join(',', fields.Select(Field)) + "\n";

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
