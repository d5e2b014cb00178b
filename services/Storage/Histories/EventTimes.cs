using Presage.Engine;

namespace Presage.Storage.Histories;

internal static class EventTimes
{
    /// <summary>[code][event] times in the order of the events; codes that are not asked for are left out.</summary>
    public static long[][] ByCode(IEnumerable<EventRecord> events, IReadOnlyList<string> codes)
    {
        var byCode = events.ToLookup(record => record.Code, record => UnixTime.FromDateTime(record.Time), StringComparer.Ordinal);
        return [.. codes.Select(code => byCode[code].ToArray())];
    }
}
