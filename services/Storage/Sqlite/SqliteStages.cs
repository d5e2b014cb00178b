using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

/// <summary>Stages of a run, with the number and the rows of their finished slices.</summary>
internal static class SqliteStages
{
    private const string Select =
        """
        SELECT s.stage, s.slices, count(d.slice), coalesce(sum(d.rows), 0)
        FROM stages s LEFT JOIN slices d ON d.run = s.run AND d.stage = s.stage
        """;

    public static StageProgress? Find(SqliteSession session, string run, string stage) =>
        session.First($"{Select} WHERE s.run = ?1 AND s.stage = ?2 GROUP BY s.sequence", Read, run, stage);

    public static List<StageProgress> List(SqliteSession session, string run) =>
        session.List($"{Select} WHERE s.run = ?1 GROUP BY s.sequence ORDER BY s.sequence", Read, run);

    public static List<SliceRecord> ListSlices(SqliteSession session, string run, string stage) => session.List(
        "SELECT slice, worker, attempt, started_at, ended_at, rows, result FROM slices WHERE run = ?1 AND stage = ?2 ORDER BY slice",
        row => new SliceRecord(
            row.GetInt32(0), row.GetString(1), row.GetInt32(2), row.GetTime(3), row.GetTime(4), row.GetInt64(5), row.GetStringOrNull(6)),
        run, stage);

    /// <summary>The slice is not done, and no attempt at it up to now can complete it.</summary>
    public static void TakeBack(SqliteSession session, string run, string stage, int slice)
    {
        session.Execute("DELETE FROM slices WHERE run = ?1 AND stage = ?2 AND slice = ?3", run, stage, slice);
        session.Execute("UPDATE attempts SET void = attempt WHERE run = ?1 AND stage = ?2 AND slice = ?3", run, stage, slice);
    }

    private static StageProgress Read(SqliteDataReader row) => new(row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetInt64(3));
}
