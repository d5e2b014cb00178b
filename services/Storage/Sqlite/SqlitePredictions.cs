namespace Presage.Storage.Sqlite;

internal sealed class SqlitePredictions(SqliteStore store) : IPredictions
{
    public Task<ResultSet> EnsureAsync(ResultSet results, CancellationToken cancellation) =>
        store.WriteAsync(session => SqliteResultSets.Ensure(session, results), cancellation);

    public Task<ResultSet?> FindAsync(string results, CancellationToken cancellation) =>
        store.ReadAsync(session => SqliteResultSets.Find(session, results), cancellation);

    public Task<IReadOnlyList<ResultSet>> ListAsync(CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<ResultSet>>(SqliteResultSets.List, cancellation);

    public Task<WriteCounts> WriteAsync(string results, IReadOnlyList<Prediction> predictions, CancellationToken cancellation)
    {
        var reasons = predictions.Select(SqlitePredictionRows.ReasonsOf).ToArray();
        return store.WriteAsync(
            session =>
            {
                SqliteResultSets.ThrowIfUnknown(session, results);
                return new SqlitePredictionWriter(session, results).Write(predictions, reasons, cancellation);
            },
            cancellation);
    }

    public IAsyncEnumerable<Prediction> ReadAsync(
        string results, IReadOnlyCollection<string>? machines, DateTime from, DateTime to, CancellationToken cancellation) =>
        Read(results, machines, from, to, cancellation).ToAsyncEnumerable();

    public Task<IReadOnlyList<Prediction>> PageAsync(
        string results, PredictionQuery query, PredictionKey? after, int most, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<Prediction>>(
            session => SqlitePredictionRows.Page(session, results, query, after, most), cancellation);

    public Task<IReadOnlyList<Prediction>> LatestAsync(string results, string? machine, DateTime at, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<Prediction>>(session => SqliteLatest.List(session, results, machine, at), cancellation);

    public Task<IReadOnlyList<MachineStanding>> StandingsAsync(string results, DateTime at, CancellationToken cancellation) =>
        store.ReadAsync(session => SqliteLatest.Standings(session, results, at), cancellation);

    public Task<IReadOnlyList<Prediction>> RevisionsAsync(string results, string machine, DateTime time, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<Prediction>>(
            session =>
            [
                .. SqlitePredictionRows.Series(session, results, [machine])
                    .SelectMany(series => SqlitePredictionRows.Revisions(session, series, time)),
            ],
            cancellation);

    public Task<IReadOnlyList<string>> MachinesAsync(string results, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<string>>(
            session => [.. SqlitePredictionRows.Series(session, results, null).Select(series => series.Machine)], cancellation);

    public Task<ResultSetExtent> ExtentAsync(string results, CancellationToken cancellation) =>
        store.ReadAsync(session => SqliteResultSets.Extent(session, results), cancellation);

    public Task<IReadOnlyList<string>> ResultsOfModelAsync(string model, int version, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<string>>(
            session => session.List(
                """
                SELECT results FROM result_models JOIN result_sets ON name = results
                WHERE model = ?1 AND version = ?2 AND NOT deleting ORDER BY results
                """,
                row => row.GetString(0), model, version),
            cancellation);

    public Task<ResultSetCounts?> DeleteAsync(string results, CancellationToken cancellation) => SqliteDeletion.ResultSet.RunAsync(
        store,
        results,
        begin: session => SqliteResultSets.DeleteAlarms(session, results),
        pieces: [session => SqlitePredictionRows.DeleteSome(session, results)],
        end: session => SqliteResultSets.DeleteModels(session, results),
        cancellation);

    public Task<bool> IsBeingDeletedAsync(string results, CancellationToken cancellation) =>
        store.ReadAsync(session => SqliteDeletion.ResultSet.IsBegun(session, results), cancellation);

    public Task<IReadOnlyList<string>> BeingDeletedAsync(string? dataset, CancellationToken cancellation) =>
        store.ReadAsync(session => SqliteDeletion.ResultSet.Begun(session, dataset), cancellation);

    /// <summary>One machine's rows at a time, all from the moment at which reading began.</summary>
    private IEnumerable<Prediction> Read(
        string results, IReadOnlyCollection<string>? machines, DateTime from, DateTime to, CancellationToken cancellation)
    {
        using var snapshot = store.Snapshot();
        foreach (var series in snapshot.Read(session => SqlitePredictionRows.Series(session, results, machines)))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var prediction in snapshot.Read(session => SqlitePredictionRows.Read(session, series, from, to)))
                yield return prediction;
        }
    }
}
