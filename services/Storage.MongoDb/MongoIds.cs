using System.Globalization;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>
/// Ids made from what a document is about, beginning with its shard key, such as <c>plant/17/2015-01-01</c>: writing the same again finds
/// the same document, and as documents of one id have one shard key, an id is unique over all shards.
/// </summary>
internal static class MongoIds
{
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var escaped = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            escaped[i] = parts[i].Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);

        return string.Join('/', escaped);
    }

    /// <summary>A number as part of an id, so that ids in order are numbers in order.</summary>
    public static string Number(long number) => number.ToString("000000", CultureInfo.InvariantCulture);

    /// <summary>The time of an event as part of an id, to 100 ns.</summary>
    public static string EventTime(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time as part of an id, to the millisecond like every time that is stored.</summary>
    public static string Time(DateTime time) =>
        UnixTime.ToDateTime(UnixTime.FromMilliseconds(UnixTime.ToMilliseconds(time)))
            .ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
