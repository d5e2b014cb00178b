using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

internal sealed class SqliteAlarms(SqliteStore store) : IAlarms
{
    private const string Select = "SELECT id, results, machine, component, time, probability, threshold, reasons, run, ended FROM alarms";

    public Task<IReadOnlyList<Alarm>> AddAsync(IReadOnlyList<Alarm> alarms, CancellationToken cancellation) =>
        store.WriteAsync<IReadOnlyList<Alarm>>(
            session =>
            {
                foreach (var results in alarms.Select(alarm => alarm.Results).Distinct())
                    SqliteDeletion.ResultSet.ThrowIfBegun(session, results);

                var insert = session.Prepare(
                    """
                    INSERT INTO alarms (id, results, machine, component, time, probability, threshold, reasons, run, ended)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING
                    """);
                return
                [
                    .. alarms.Where(alarm => insert.Execute(
                        alarm.Id, alarm.Results, alarm.Machine, alarm.Component, alarm.Time, alarm.Probability, alarm.Threshold,
                        SqliteJson.Write([.. alarm.Reasons], SqliteJson.Default.StringArray), alarm.Run, alarm.Ended) == 1),
                ];
            },
            cancellation);

    public Task UpdateEndsAsync(IReadOnlyList<Alarm> alarms, CancellationToken cancellation) => store.WriteAsync(
        session => alarms.Sum(alarm => session.Execute("UPDATE alarms SET ended = ?2 WHERE id = ?1", alarm.Id, alarm.Ended)), cancellation);

    public Task<IReadOnlyList<Alarm>> ReadAsync(string results, IReadOnlyCollection<string>? machines, CancellationToken cancellation)
    {
        var conditions = new SqliteConditions().And("results = ?", results).AndIn("machine", machines);
        return store.ReadAsync<IReadOnlyList<Alarm>>(
            session =>
            [
                .. session.List($"{Select} WHERE {conditions} ORDER BY machine, time, component", Read, conditions.Values)
                    .OrderBy(alarm => alarm.Machine, MachineOrder.Instance),
            ],
            cancellation);
    }

    public Task<Alarm?> FindAsync(string id, CancellationToken cancellation) =>
        store.ReadAsync(session => session.First($"{Select} WHERE id = ?1", Read, id), cancellation);

    public Task<IReadOnlyList<Alarm>> ListAsync(AlarmQuery query, AlarmKey? after, int most, CancellationToken cancellation)
    {
        var conditions = ConditionsOf(query);
        if (after is not null)
            conditions.And("(time, id) < (?, ?)", after.Time, after.Id);

        return store.ReadAsync<IReadOnlyList<Alarm>>(
            session => session.List(
                $"{Select} WHERE {conditions} ORDER BY time DESC, id DESC LIMIT {conditions.Parameter(Math.Max(0, most))}", Read,
                conditions.Values),
            cancellation);
    }

    public Task<long> CountAsync(AlarmQuery query, CancellationToken cancellation)
    {
        var conditions = ConditionsOf(query);
        return store.ReadAsync(
            session => session.First($"SELECT count(*) FROM alarms WHERE {conditions}", row => row.GetInt64(0), conditions.Values),
            cancellation);
    }

    private static SqliteConditions ConditionsOf(AlarmQuery query)
    {
        var conditions = new SqliteConditions()
            .AndIfAny("results = ?", query.Results)
            .AndIfAny("results IN (SELECT name FROM result_sets WHERE dataset = ?)", query.Dataset)
            .AndIfAny("machine = ?", query.Machine)
            .AndIfAny("component = ?", query.Component)
            .AndIfAny("time > ?", query.From)
            .AndIfAny("time <= ?", query.To);
        return query.State switch
        {
            AlarmState.Open => conditions.And("ended IS NULL"),
            AlarmState.Ended => conditions.And("ended IS NOT NULL"),
            _ => conditions,
        };
    }

    private static Alarm Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetTime(4), row.GetDouble(5), row.GetDouble(6),
        SqliteJson.Read(row.GetString(7), SqliteJson.Default.StringArray), row.GetString(8), row.GetTimeOrNull(9));
}
