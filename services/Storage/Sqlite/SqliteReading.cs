using Microsoft.Data.Sqlite;
using Presage.Engine;

namespace Presage.Storage.Sqlite;

internal static class SqliteReading
{
    public static DateTime GetTime(this SqliteDataReader row, int column) =>
        UnixTime.ToDateTime(UnixTime.FromMilliseconds(row.GetInt64(column)));

    public static DateTime? GetTimeOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetTime(column);

    public static string? GetStringOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static byte[] GetBytes(this SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static double[] GetDoubles(this SqliteDataReader row, int column) => SqliteBytes.ToDoubles(row.GetBytes(column));
}
