using Presage.Storage.Telemetry;

namespace Presage.Storage.Sqlite;

/// <summary>
/// Reads when readings were taken from the beginning of the blocks: regular readings are few bytes there, and the values need not be read.
/// </summary>
internal static class SqliteBlockTimes
{
    /// <summary>Beginnings that are tried one after the other; what is in none of them is looked for in the whole block.</summary>
    private static readonly int[] s_heads = [256, 32_768];

    /// <summary>Of a machine's blocks, in order of time; those of a block with a history as they were at a moment.</summary>
    public static List<BlockTimes> Of(SqliteSession session, string dataset, string machine, long asOf) =>
    [
        .. session.List(
                "SELECT rowid, readings FROM telemetry WHERE dataset = ?1 AND machine = ?2 ORDER BY start",
                row => (Row: row.GetInt64(0), Readings: row.GetInt32(1)), dataset, machine)
            .Select(block => Of(session, machine, block.Row, block.Readings, asOf)),
    ];

    private static BlockTimes Of(SqliteSession session, string machine, long row, int readings, long asOf)
    {
        foreach (var most in s_heads)
        {
            if (BlockCodec.DecodeTimes(session.Head("telemetry", "block", row, most), readings) is { } times)
                return times;
        }

        // This one is checked: bytes that are damaged end here.
        return BlockTimes.Of(BlockCodec.Decode(machine, session.Head("telemetry", "block", row, int.MaxValue)), asOf);
    }
}
