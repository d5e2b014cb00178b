using System.Security.Cryptography;
using System.Text;
using Presage.Jobs.Definitions;
using Presage.Jobs.Schedules;

namespace Presage.Jobs.Decisions;

/// <summary>When a nominal time is to be started, and from when on it is late.</summary>
internal static class Lateness
{
    /// <summary>Who looks later has not looked in time.</summary>
    public static readonly TimeSpan Allowed = TimeSpan.FromMinutes(1);

    public static bool IsLate(DateTime start, DateTime now) => now - start > Allowed;

    /// <summary>The nominal time, and what the schedule's jitter adds: always the same, and before the next one.</summary>
    public static DateTime Start(JobDraft draft, DateTime nominal)
    {
        if (draft.Schedule is not { } schedule || schedule.Jitter < TimeSpan.FromSeconds(1))
            return nominal;

        var most = (long)schedule.Jitter.TotalSeconds;
        if (NominalTimes.Next(schedule, [], nominal) is { } next)
            most = Math.Min(most, (long)(next.Utc - nominal).TotalSeconds);
        return nominal.AddSeconds(Hash($"{draft.Name}-{JobRunIds.Stamp(nominal)}") % (ulong)Math.Max(1, most));
    }

    private static ulong Hash(string text) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
