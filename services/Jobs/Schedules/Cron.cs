using Cronos;

namespace Presage.Jobs.Schedules;

/// <summary>Cron expressions of five fields, or of six with seconds first.</summary>
internal static class Cron
{
    /// <exception cref="CronFormatException">It is none.</exception>
    public static CronExpression Parse(string text) => CronExpression.Parse(
        text, text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
}
