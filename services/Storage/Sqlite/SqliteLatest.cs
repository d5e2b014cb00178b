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

    /// <summary>Ranks by probabilities and thresholds alone; the whole rows are read of those that are asked for.</summary>
    public static TopMachines Top(SqliteSession session, string results, DateTime at, int most)
    {
        var machines = session.List(
            $"SELECT machine, p.time, probabilities, thresholds {Rows}",
            row => (Machine: row.GetString(0), Time: row.GetTime(1), Risk: Risk.Of(row.GetDoubles(2), row.GetDoubles(3))), results, at);
        List<Prediction> top =
        [
            .. machines.OrderBy(machine => machine.Risk, Risk.MostEndangeredFirst).ThenBy(machine => machine.Machine, MachineOrder.Instance)
                .Take(most)
                .SelectMany(machine => List(session, results, machine.Machine, machine.Time)),
        ];
        return new TopMachines(top, machines.Count, machines.Count(machine => machine.Risk.IsAtRisk));
    }
}
