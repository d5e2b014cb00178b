using Cronos;

namespace Presage.Jobs.Schedules;

/// <summary>A cron expression of five fields, or of six with seconds first, by what a zone's clock shows.</summary>
/// <param name="text">The expression.</param>
/// <exception cref="CronFormatException">It is none.</exception>
internal sealed class Cron(string text)
{
    private static readonly DateTime s_first = DateTime.UnixEpoch;
    private static readonly string[] s_repeating = ["@hourly", "@every_minute", "@every_second"];

    private readonly CronExpression _wall = Parse(text);

    /// <summary>
    /// Whether second, minute or hour are a range, a step or any: such an expression repeats itself when the clock is set back, and others
    /// do not.
    /// </summary>
    private readonly bool _repeats = Repeats(text);

    /// <exception cref="CronFormatException">It is none.</exception>
    public static CronExpression Parse(string text) =>
        CronExpression.Parse(text, Fields(text).Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);

    /// <summary>
    /// The first moment after another, in UTC: when the clock shows what fits; of a time that comes twice the first, and both if the
    /// expression repeats itself; and the first moment after times that are missing, of which any would have fitted.
    /// </summary>
    public DateTime? After(DateTime time, TimeZoneInfo zone)
    {
        var second = time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond);
        var from = time < s_first ? s_first : new DateTime(second + TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        if (ReferenceEquals(zone, TimeZoneInfo.Utc))
            return Wall(from);

        var timeline = ZoneTimeline.Of(zone);
        while (true)
        {
            var span = timeline.At(from);
            if (from == span.Start && span.IsAfterGap && Wall(span.UnchangedWall) < span.FirstWall)
                return from;

            var wall = from + span.Offset;
            if (!_repeats && span.IsAfterOverlap && wall < span.UnchangedWall)
                wall = span.UnchangedWall;
            if (Wall(wall) is not { } next)
                return null;
            if (next - span.Offset < span.End)
                return next - span.Offset;

            from = span.End;
        }
    }

    /// <summary>The first time at or after another that fits, whatever the zone.</summary>
    public DateTime? Wall(DateTime wall) => _wall.GetNextOccurrence(DateTime.SpecifyKind(wall, DateTimeKind.Utc), inclusive: true);

    private static bool Repeats(string text)
    {
        var fields = Fields(text);
        if (text.StartsWith('@'))
            return s_repeating.Contains(text, StringComparer.OrdinalIgnoreCase);
        return fields[..(fields.Length == 6 ? 3 : 2)].Any(field => field.AsSpan().ContainsAny('*', '-', '/'));
    }

    private static string[] Fields(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
