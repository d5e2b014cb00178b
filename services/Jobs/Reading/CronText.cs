using Cronos;
using Presage.Jobs.Schedules;
using Presage.Scenarios.Yaml;

namespace Presage.Jobs.Reading;

/// <summary>Checks cron expressions; those of other dialects are refused with how to write them, since they mean other days.</summary>
internal static class CronText
{
    private const string Fields = "Write five fields (minute hour day-of-month month day-of-week), or six with seconds first";
    private const int Weekday = 5;

    private static readonly string[] s_days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    // Any moment will do to see whether an expression fits anything at all.
    private static readonly DateTime s_any = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static string Read(YamlValue value)
    {
        var text = value.Text();
        string[] fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (text.StartsWith("CRON_TZ=", StringComparison.Ordinal) || text.StartsWith("TZ=", StringComparison.Ordinal))
            throw value.Wrong($"{value.Path} is '{text}', which has a time zone in it", "Write the zone with the key zone");
        if (text.StartsWith("@every ", StringComparison.Ordinal))
            throw value.Wrong($"{value.Path} is '{text}'", $"Write every: {fields[^1]} in place of cron");
        if (fields.Length == 7)
            throw value.Wrong(
                $"{value.Path} is '{text}', which has seven fields, the last one years",
                $"There is no field for years: {Translated(fields[..6])}");
        if (text.Contains('?', StringComparison.Ordinal))
            throw value.Wrong(
                $"{value.Path} is '{text}', which has '?' as the Quartz dialect does, where 1 is Sunday",
                fields.Length is 6 ? Translated(fields) : "Write * in place of ?, and days of the week as SUN to SAT");
        if (!text.StartsWith('@') && fields.Length is not (5 or 6))
            throw value.Wrong($"{value.Path} is '{text}', which has {fields.Length} {(fields.Length == 1 ? "field" : "fields")}", Fields);

        try
        {
            if (Cron.Parse(text).GetNextOccurrence(s_any) is null)
                throw value.Wrong($"{value.Path} is '{text}', which no day fits", "Write a day that its month has");
        }
        catch (MissingSeedException)
        {
            throw value.Wrong($"{value.Path} is '{text}', which has H", "Write a number in place of H, and add jitter to the schedule");
        }
        catch (CronFormatException exception)
        {
            throw value.Wrong($"{value.Path} is '{text}', which is no cron expression ({exception.Message.TrimEnd('.', ' ')})", Fields);
        }

        return text;
    }

    /// <summary>How a Quartz expression of six fields is written here.</summary>
    private static string Translated(string[] quartz)
    {
        string[] fields = [.. quartz.Select(field => field == "?" ? "*" : field)];
        fields[Weekday] = Days(fields[Weekday]);
        var text = string.Join(' ', fields[0] == "0" ? fields[1..] : fields);
        return $"Write \"{text}\"";
    }

    /// <summary>Numbers of days by their names; a step and a number of the day in the month stay.</summary>
    private static string Days(string field)
    {
        var cut = field.IndexOfAny(['/', '#', 'L']);
        var days = cut < 0 ? field : field[..cut];
        var named = string.Concat(days.Select(letter => letter is >= '1' and <= '7' ? s_days[letter - '1'] : letter.ToString()));
        return cut < 0 ? named : named + field[cut..];
    }
}
