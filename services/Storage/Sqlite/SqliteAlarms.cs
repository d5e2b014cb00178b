namespace Presage.Storage.Sqlite;

internal sealed class SqliteAlarms(SqliteStore store) : IAlarms
{
    public Task<IReadOnlyList<Alarm>> AddAsync(IReadOnlyList<Alarm> alarms, CancellationToken cancellation) => store.WriteAsync<IReadOnlyList<Alarm>>(
        session =>
        {
            var insert = session.Prepare("INSERT INTO alarms VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING");
            return
            [
                .. alarms.Where(alarm => insert.Execute(
                    alarm.Id, alarm.Results, alarm.Machine, alarm.Component, alarm.Time, alarm.Probability, alarm.Threshold,
                    SqliteJson.Write([.. alarm.Reasons], SqliteJson.Default.StringArray), alarm.Run) == 1),
            ];
        },
        cancellation);

    public Task<IReadOnlyList<Alarm>> ReadAsync(string results, string? machine, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<Alarm>>(
            session =>
            [
                .. session
                    .List(
                        """
                        SELECT id, results, machine, component, time, probability, threshold, reasons, run FROM alarms
                        WHERE results = ?1 AND (?2 IS NULL OR machine = ?2) ORDER BY machine, time, component
                        """,
                        row => new Alarm(
                            row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetTime(4), row.GetDouble(5),
                            row.GetDouble(6), SqliteJson.Read(row.GetString(7), SqliteJson.Default.StringArray), row.GetString(8)),
                        results, machine)
                    .OrderBy(alarm => alarm.Machine, MachineOrder.Instance),
            ],
            cancellation);
}
