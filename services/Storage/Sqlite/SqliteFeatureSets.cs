namespace Presage.Storage.Sqlite;

internal sealed class SqliteFeatureSets(SqliteStore store) : IFeatureSets
{
    public Task PutAsync(string run, int slice, ReadOnlyMemory<byte> rows, CancellationToken cancellation) => store.WriteAsync(
        session => session.Execute("INSERT OR REPLACE INTO feature_parts VALUES (?1, ?2, ?3)", run, slice, SqliteBytes.Of(rows)),
        cancellation);

    public Task<byte[]?> GetAsync(string run, int slice, CancellationToken cancellation) => store.ReadAsync(
        session => session.First("SELECT rows FROM feature_parts WHERE run = ?1 AND slice = ?2", row => row.GetBytes(0), run, slice),
        cancellation);

    /// <summary>The room becomes free for what is written next.</summary>
    public Task DeleteAsync(string run, CancellationToken cancellation) =>
        store.WriteAsync(session => session.Execute("DELETE FROM feature_parts WHERE run = ?1", run), cancellation);
}
