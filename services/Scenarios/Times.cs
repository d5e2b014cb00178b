using System.Globalization;

namespace Presage.Scenarios;

/// <summary>Times as people write them in files, in UTC.</summary>
public static class Times
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] s_formats = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-dd"];

    public static bool TryParse(string? text, out DateTime time) =>
        DateTime.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, Utc, out time);

    /// <summary>ISO 8601 with whole seconds, such as <c>2015-01-01T06:00:00Z</c>.</summary>
    public static string Format(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
