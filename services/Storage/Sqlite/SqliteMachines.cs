using Microsoft.Data.Sqlite;
using Presage.Storage.Facts;

namespace Presage.Storage.Sqlite;

/// <summary>
/// A row for each machine that was ever described: its attributes as they are now (empty text when it is described no more), and the facts
/// that tell how they were; none of before facts were kept.
/// </summary>
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
                    counts += Upsert(session, dataset, machine);
                }

                return counts;
            },
            cancellation);

    public Task<IReadOnlyList<Machine>> ListAsync(string dataset, CancellationToken cancellation) => store.ReadAsync(
        session => List(
            session,
            dataset,
            session.List(
                "SELECT machine, attributes FROM machines WHERE dataset = ?1 AND attributes <> ''",
                row => new Machine(row.GetString(0), AttributesOf(row.GetString(1))),
                dataset),
            DateTime.MaxValue),
        cancellation);

    public Task<IReadOnlyList<Machine>> ListAsync(string dataset, DateTime asOf, CancellationToken cancellation) => store.ReadAsync(
        session => List(
            session,
            dataset,
            [
                .. Stored(session, dataset).Where(machine => machine.Facts.IsDescribed(asOf))
                    .Select(machine => new Machine(machine.Machine, machine.Facts.Attributes(asOf))),
            ],
            asOf),
        cancellation);

    public Task<long> RetractAsync(string dataset, RecordSelection what, DateTime known, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
            {
                var (selected, at) = (KnowledgeTime.Of(what), KnowledgeTime.Of(known));
                var wanted = selected.Machines?.ToHashSet();
                var retracted = Stored(session, dataset).Where(stored => wanted?.Contains(stored.Machine) != false)
                    .Select(stored => (stored.Machine, Before: stored.Facts, Facts: stored.Facts.Retracted(selected, at)))
                    .Where(stored => stored.Facts.IsRetractedAt(at)).ToList();
                foreach (var (machine, _, facts) in retracted.Where(stored => !stored.Facts.Equals(stored.Before)))
                    Store(session, dataset, machine, facts);

                return (long)retracted.Count;
            },
            cancellation);

    public Task ForgetAsync(string dataset, DateTime known, IReadOnlyCollection<int> files, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
            {
                var left = Stored(session, dataset)
                    .Select(stored => (stored.Machine, Before: stored.Facts, Facts: stored.Facts.Without(KnowledgeTime.Of(known), files)))
                    .Where(stored => !stored.Facts.Equals(stored.Before)).ToList();
                foreach (var (machine, _, facts) in left)
                    Store(session, dataset, machine, facts);

                return left.Count;
            },
            cancellation);

    public Task<bool> AreDescribedAsync(string dataset, CancellationToken cancellation) => store.ReadAsync(
        session => session.First(
            "SELECT EXISTS (SELECT 1 FROM machines WHERE dataset = ?1 AND attributes <> '')", row => row.GetBoolean(0), dataset),
        cancellation);

    private static IReadOnlyList<Machine> List(SqliteSession session, string dataset, List<Machine> described, DateTime asOf)
    {
        if (described.Count == 0)
            described = session.List(
                """
                SELECT machine FROM telemetry WHERE dataset = ?1
                UNION SELECT machine FROM events WHERE dataset = ?1 AND known <= ?2 AND (retracted IS NULL OR retracted > ?2)
                """,
                row => new Machine(row.GetString(0), new Dictionary<string, string>()), dataset, asOf);

        return [.. described.OrderBy(machine => machine.Id, MachineOrder.Instance)];
    }

    private static MergeCounts Upsert(SqliteSession session, string dataset, Machine machine)
    {
        var before = session.First(
            "SELECT machine, attributes, facts FROM machines WHERE dataset = ?1 AND machine = ?2", Read, dataset, machine.Id).Facts
            ?? MachineFacts.None;
        var facts = before.With(machine, out var counts);
        if (!ReferenceEquals(facts, before))
            Store(session, dataset, machine.Id, facts);

        return counts;
    }

    private static void Store(SqliteSession session, string dataset, string machine, MachineFacts facts)
    {
        if (facts.All.Count == 0)
            session.Execute("DELETE FROM machines WHERE dataset = ?1 AND machine = ?2", dataset, machine);
        else
            session.Execute(
                """
                INSERT INTO machines (dataset, machine, attributes, facts) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT DO UPDATE SET attributes = excluded.attributes, facts = excluded.facts
                """,
                dataset, machine, facts.IsDescribed(DateTime.MaxValue) ? TextOf(facts.Attributes(DateTime.MaxValue)) : "",
                SqliteJson.Write([.. facts.All], SqliteJson.Default.AttributeFactArray));
    }

    private static List<(string Machine, MachineFacts Facts)> Stored(SqliteSession session, string dataset) =>
        session.List("SELECT machine, attributes, facts FROM machines WHERE dataset = ?1", Read, dataset);

    private static (string Machine, MachineFacts Facts) Read(SqliteDataReader row) => (
        row.GetString(0),
        row.GetStringOrNull(2) is { } facts
            ? new MachineFacts(SqliteJson.Read(facts, SqliteJson.Default.AttributeFactArray))
            : MachineFacts.Of(AttributesOf(row.GetString(1))));

    private static string TextOf(SortedDictionary<string, string> attributes) =>
        SqliteJson.Write(attributes, SqliteJson.Default.SortedDictionaryStringString);

    private static SortedDictionary<string, string> AttributesOf(string text) =>
        SqliteJson.Read(text, SqliteJson.Default.SortedDictionaryStringString);
}
