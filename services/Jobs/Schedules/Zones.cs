namespace Presage.Jobs.Schedules;

/// <summary>Time zones by their IANA names.</summary>
public static class Zones
{
    private static readonly string[] s_utc = ["UTC", "Etc/UTC"];

    private static readonly Lazy<string> s_data = new(ReadVersion);

    /// <summary>
    /// Which release of the zones' rules this machine has, such as <c>tzdata 2026a</c>; that of the system where none is told.
    /// </summary>
    public static string Data => s_data.Value;

    /// <exception cref="TimeZoneNotFoundException">This machine knows none of the name.</exception>
    public static TimeZoneInfo Find(string name) => s_utc.Contains(name) ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(name);

    private static string ReadVersion()
    {
        const string Folder = "/usr/share/zoneinfo";
        const string Heading = "# version ";
        try
        {
            if (File.Exists($"{Folder}/+VERSION"))
                return $"tzdata {File.ReadAllText($"{Folder}/+VERSION").Trim()}";
            if (File.Exists($"{Folder}/tzdata.zi") && File.ReadLines($"{Folder}/tzdata.zi").FirstOrDefault() is { } line
                && line.StartsWith(Heading, StringComparison.Ordinal))
                return $"tzdata {line[Heading.Length..].Trim()}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be read is not told.
        }

        return $"rules of {Environment.OSVersion.Platform} {Environment.OSVersion.Version}";
    }
}
