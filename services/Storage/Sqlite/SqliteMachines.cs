namespace Presage.Storage.Sqlite;

internal sealed class SqliteMachines(SqliteStore store) : IMachines
{
    public Task<MergeCounts> UpsertAsync(string dataset, IReadOnlyList<Machine> machines, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
            {
                SqliteDeletion.DataSet.ThrowIfBegun(session, dataset);
                var counts = default(MergeCounts);
                foreach (var machine in machines)
                {
                    cancellation.ThrowIfCancellationRequested();
                    counts += Upsert(session, dataset, machine.Id, TextOf(machine.Attributes));
                }

                return counts;
            },
            cancellation);

    public Task<IReadOnlyList<Machine>> ListAsync(string dataset, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<Machine>>(
            session =>
            {
                var machines = session.List(
                    "SELECT machine, attributes FROM machines WHERE dataset = ?1",
                    row => new Machine(row.GetString(0), AttributesOf(row.GetString(1))),
                    dataset);
                if (machines.Count == 0)
                    machines = session.List(
                        "SELECT machine FROM telemetry WHERE dataset = ?1 UNION SELECT machine FROM events WHERE dataset = ?1",
                        row => new Machine(row.GetString(0), new Dictionary<string, string>()), dataset);

                return [.. machines.OrderBy(machine => machine.Id, MachineOrder.Instance)];
            },
            cancellation);

    public Task<bool> AreDescribedAsync(string dataset, CancellationToken cancellation) => store.ReadAsync(
        session => session.First("SELECT EXISTS (SELECT 1 FROM machines WHERE dataset = ?1)", row => row.GetBoolean(0), dataset),
        cancellation);

    private static MergeCounts Upsert(SqliteSession session, string dataset, string machine, string attributes)
    {
        if (session.Execute("INSERT INTO machines VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", dataset, machine, attributes) == 1)
            return new(1, 0, 0);

        var replaced = session.Execute(
            "UPDATE machines SET attributes = ?3 WHERE dataset = ?1 AND machine = ?2 AND attributes <> ?3", dataset, machine, attributes);
        return new(0, replaced, 1 - replaced);
    }

    /// <summary>In order of name, so that equal attributes are equal texts.</summary>
    private static string TextOf(IReadOnlyDictionary<string, string> attributes) => SqliteJson.Write(
        new SortedDictionary<string, string>(attributes.ToDictionary(), StringComparer.Ordinal),
        SqliteJson.Default.SortedDictionaryStringString);

    private static SortedDictionary<string, string> AttributesOf(string text) =>
        SqliteJson.Read(text, SqliteJson.Default.SortedDictionaryStringString);

    public Task<long> RetractAsync(string dataset, RecordSelection what, DateTime known, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task ForgetAsync(string dataset, DateTime known, IReadOnlyCollection<int> files, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
