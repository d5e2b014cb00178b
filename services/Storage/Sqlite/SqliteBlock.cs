using Presage.Engine;
using Presage.Storage.Telemetry;

namespace Presage.Storage.Sqlite;

/// <summary>What a block becomes when the revision of it that was read is changed.</summary>
/// <param name="Start">Milliseconds.</param>
/// <param name="Revision">The revision that was read; 0 when there was none.</param>
/// <param name="Readings">Number, first and last time of the readings of now.</param>
/// <param name="Bytes">The whole block as it is to be stored; null when it is to go.</param>
internal sealed record SqliteBlock(
    string Dataset, string Machine, long Start, long Revision, (int Count, long First, long Last) Readings, byte[]? Bytes)
{
    public static SqliteBlock Of(string dataset, long start, long revision, TelemetryBlock block) => new(
        dataset, block.Rows.Machine, start, revision, block.Extent(), block.Rows.Count == 0 ? null : BlockCodec.Encode(block));

    /// <summary>Needs a write transaction.</summary>
    /// <returns>False when the block's revision is another by now.</returns>
    public bool TryStore(SqliteSession session) =>
        1 == (Bytes is null ? Delete(session) : Revision == 0 ? Insert(session) : Update(session));

    private int Delete(SqliteSession session) => session.Execute(
        "DELETE FROM telemetry WHERE dataset = ?1 AND machine = ?2 AND start = ?3 AND revision = ?4", Dataset, Machine, Start, Revision);

    private int Insert(SqliteSession session) => session.Execute(
        "INSERT INTO telemetry VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
        Dataset, Machine, Start, Readings.Count, First, Last, Bytes);

    private int Update(SqliteSession session) => session.Execute(
        """
        UPDATE telemetry SET revision = revision + 1, readings = ?4, first = ?5, last = ?6, block = ?7
        WHERE dataset = ?1 AND machine = ?2 AND start = ?3 AND revision = ?8
        """,
        Dataset, Machine, Start, Readings.Count, First, Last, Bytes, Revision);

    private long First => UnixTime.ToMilliseconds(Readings.First);

    /// <summary>Rounded up, so that nothing is later.</summary>
    private long Last => -UnixTime.ToMilliseconds(-Readings.Last);
}
