using Presage.Engine.Alarms;

namespace Presage.Storage.Sqlite;

/// <summary>
/// The latest row of each machine, found at the end of its series: one step down the index a machine, whatever was written when.
/// </summary>
internal static class SqliteLatest
{
    private const string Rows =
        """
        FROM prediction_series s
        JOIN predictions p ON p.series = s.id AND p.time = (SELECT max(time) FROM predictions WHERE series = s.id AND time <= ?2)
        JOIN prediction_origins o ON o.id = p.origin
        WHERE s.results = ?1 AND NOT EXISTS (SELECT 1 FROM result_sets WHERE name = ?1 AND deleting)
        """;

    public static List<Prediction> List(SqliteSession session, string results, string? machine, DateTime at) =>
    [
        .. session
            .List(
                $"SELECT {SqlitePredictionRows.Columns}, machine {Rows} AND (?3 IS NULL OR s.machine = ?3)",
                row => SqlitePredictionRows.Read(row, row.GetString(10)), results, at, machine)
            .OrderBy(prediction => prediction.Machine, MachineOrder.Instance),
    ];

    /// <summary>By probabilities and thresholds alone.</summary>
    public static IReadOnlyList<MachineStanding> Standings(SqliteSession session, string results, DateTime at) =>
    [
        .. session
            .List(
                $"SELECT machine, p.time, probabilities, thresholds {Rows}",
                row => new MachineStanding(row.GetString(0), row.GetTime(1), Risk.Of(row.GetDoubles(2), row.GetDoubles(3))), results, at)
            .OrderBy(machine => machine.Machine, MachineOrder.Instance),
    ];
}
