namespace Presage.Storage.Sqlite;

/// <summary>
/// What has a name and may be large is marked as being deleted first, which hides it; what belongs to it goes in pieces, each a transaction
/// of its own, so that other writers get their turn in between; the name goes last.
/// </summary>
/// <param name="What">What a person calls it.</param>
/// <param name="Table">Has the columns <c>deleting</c> and <paramref name="Key"/>.</param>
internal sealed record SqliteDeletion(string What, string Table, string Key)
{
    public static readonly SqliteDeletion DataSet = new("Data set", "datasets", "name");
    public static readonly SqliteDeletion ResultSet = new("Result set", "result_sets", "name");
    public static readonly SqliteDeletion Run = new("Run", "runs", "id");
    public static readonly SqliteDeletion Job = new("Job", "jobs", "name");

    /// <summary>Long enough for writers of other processes, which ask for their turn again and again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public bool IsBegun(SqliteSession session, string name) =>
        session.First($"SELECT 1 FROM {Table} WHERE {Key} = ?1 AND deleting", row => true, name);

    /// <summary>What is being deleted of a data set, or of all.</summary>
    public IReadOnlyList<string> Begun(SqliteSession session, string? dataset) => session.List(
        $"SELECT {Key} FROM {Table} WHERE deleting AND (?1 IS NULL OR dataset = ?1) ORDER BY {Key}", row => row.GetString(0), dataset);

    /// <exception cref="Engine.PresageException"><c>being-deleted</c>.</exception>
    public void ThrowIfBegun(SqliteSession session, string name)
    {
        if (IsBegun(session, name))
            throw StoreErrors.BeingDeleted(What, name);
    }

    /// <returns>Whether the name is there and marked now.</returns>
    public bool Begin(SqliteSession session, string name) =>
        session.Execute($"UPDATE {Table} SET deleting = 1 WHERE {Key} = ?1", name) == 1;

    /// <param name="begin">What is done together with the mark; says what there is to delete.</param>
    /// <param name="pieces">Each deletes a part of what belongs to the name and says how much; it is done again until it says 0.</param>
    /// <param name="end">What is done together with removing the name.</param>
    /// <returns>What <paramref name="begin"/> has said; null when the name is not there.</returns>
    public async Task<T?> RunAsync<T>(
        SqliteStore store, string name, Func<SqliteSession, T> begin, IReadOnlyList<Func<SqliteSession, int>> pieces,
        Action<SqliteSession> end,
        CancellationToken cancellation)
        where T : class
    {
        var begun = await store.WriteAsync(session => Begin(session, name) ? begin(session) : null, cancellation);
        if (begun is null)
            return null;

        foreach (var piece in pieces)
            while (await store.WriteAsync(piece, cancellation) > 0)
                await Task.Delay(Pause, cancellation);

        await store.WriteAsync(
            session =>
            {
                end(session);
                return session.Execute($"DELETE FROM {Table} WHERE {Key} = ?1", name);
            },
            cancellation);
        return begun;
    }
}
