using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

/// <summary>
/// How predictions are laid out in rows: a series is a machine of a result set, an origin what many rows share (model, version, run,
/// thresholds).
/// </summary>
internal static class SqlitePredictionRows
{
    /// <summary>Some thousand rows in one transaction.</summary>
    private const int SeriesAtOnce = 8;

    public const string Columns = "time, probabilities, thresholds, decision, reasons, model, version, run, feature_revision, revision";

    public static List<(long Id, string Machine)> Series(SqliteSession session, string results, IReadOnlyCollection<string>? machines)
    {
        var conditions = new SqliteConditions()
            .And("results = ?", results)
            .And("NOT EXISTS (SELECT 1 FROM result_sets WHERE name = ? AND deleting)", results)
            .AndIn("machine", machines);
        return
        [
            .. session
                .List(
                    $"SELECT id, machine FROM prediction_series WHERE {conditions}",
                    row => (Id: row.GetInt64(0), Machine: row.GetString(1)), conditions.Values)
                .OrderBy(series => series.Machine, MachineOrder.Instance),
        ];
    }

    public static List<Prediction> Read(SqliteSession session, (long Id, string Machine) series, DateTime from, DateTime to) =>
        session.List(
            $"""
            SELECT {Columns} FROM predictions JOIN prediction_origins ON id = origin
            WHERE series = ?1 AND time > ?2 AND time <= ?3 ORDER BY time
            """,
            row => Read(row, series.Machine), series.Id, from, to);

    public static List<Prediction> Page(SqliteSession session, string results, PredictionQuery query, PredictionKey? after, int most)
    {
        var page = new List<Prediction>();
        foreach (var series in Series(session, results, query.Machine is { } machine ? [machine] : null))
        {
            var order = after is null ? 1 : MachineOrder.Instance.Compare(series.Machine, after.Machine);
            if (order < 0)
                continue;

            if (page.Count >= most)
                break;

            var conditions = new SqliteConditions()
                .And("series = ?", series.Id)
                .AndIfAny("time > ?", query.From)
                .AndIfAny("time <= ?", query.To)
                .AndIfAny("time > ?", order == 0 ? after!.Time : null);
            page.AddRange(session.List(
                $"""
                SELECT {Columns} FROM predictions JOIN prediction_origins ON id = origin WHERE {conditions}
                ORDER BY time LIMIT {conditions.Parameter(most - page.Count)}
                """,
                row => Read(row, series.Machine), conditions.Values));
        }

        return page;
    }

    public static List<Prediction> Revisions(SqliteSession session, (long Id, string Machine) series, DateTime time) => session.List(
        $"""
        SELECT {Columns} FROM prediction_history JOIN prediction_origins ON id = origin WHERE series = ?1 AND time = ?2
        UNION ALL
        SELECT {Columns} FROM predictions JOIN prediction_origins ON id = origin WHERE series = ?1 AND time = ?2
        ORDER BY revision
        """,
        row => Read(row, series.Machine), series.Id, time);

    /// <returns>Number of series that went, with all their rows.</returns>
    public static int DeleteSome(SqliteSession session, string results)
    {
        var series = session.List(
            "SELECT id FROM prediction_series WHERE results = ?1 LIMIT ?2", row => row.GetInt64(0), results, SeriesAtOnce);
        foreach (var id in series)
        {
            session.Execute("DELETE FROM predictions WHERE series = ?1", id);
            session.Execute("DELETE FROM prediction_history WHERE series = ?1", id);
            session.Execute("DELETE FROM prediction_series WHERE id = ?1", id);
        }

        return series.Count;
    }

    /// <summary>Null when there are none, as for most rows.</summary>
    public static string? ReasonsOf(Prediction prediction) =>
        prediction.Reasons.Count == 0 ? null : SqliteJson.Write([.. prediction.Reasons], SqliteJson.Default.PredictionReasonArray);

    public static Prediction Read(SqliteDataReader row, string machine) => new(
        machine, row.GetTime(0), row.GetDoubles(1), row.GetDoubles(2), row.GetStringOrNull(3),
        row.IsDBNull(4) ? [] : SqliteJson.Read(row.GetString(4), SqliteJson.Default.PredictionReasonArray),
        row.GetString(5), row.GetInt32(6), row.GetString(7), row.GetString(8), row.GetInt32(9));
}
