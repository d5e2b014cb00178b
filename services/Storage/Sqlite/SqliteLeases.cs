using Microsoft.Data.Sqlite;

namespace Presage.Storage.Sqlite;

/// <summary>Everyone who has the file is on one machine, so that its clock is the store's.</summary>
internal sealed class SqliteLeases(SqliteStore store, TimeProvider? time = null) : ILeases
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <summary>Whether nobody has taken the lease since.</summary>
    public static bool IsHeld(SqliteSession session, Lease? lease) =>
        lease is null || !(Find(session, lease.Name)?.Epoch > lease.Epoch);

    public Task<Lease?> TakeAsync(string name, string holder, TimeSpan time, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            var now = Now;
            var taken = session.Execute(
                """
                INSERT INTO leases VALUES (?1, ?2, 1, ?3)
                ON CONFLICT DO UPDATE SET epoch = epoch + (holder <> ?2), holder = ?2, until = ?3 WHERE holder = ?2 OR until <= ?4
                """,
                name, holder, now + time, now) == 1;
            return taken ? Find(session, name) : null;
        },
        cancellation);

    public Task ReleaseAsync(Lease lease, CancellationToken cancellation) => store.WriteAsync(
        session => session.Execute(
            "UPDATE leases SET until = min(until, ?4) WHERE name = ?1 AND holder = ?2 AND epoch = ?3", lease.Name, lease.Holder,
            lease.Epoch, Now),
        cancellation);

    public Task<Lease?> FindAsync(string name, CancellationToken cancellation) =>
        store.ReadAsync(session => Find(session, name), cancellation);

    private static Lease? Find(SqliteSession session, string name) =>
        session.First("SELECT name, holder, epoch, until FROM leases WHERE name = ?1", Read, name);

    private static Lease Read(SqliteDataReader row) => new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetTime(3));
}
