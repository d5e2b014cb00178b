using Microsoft.Data.Sqlite;
using Presage.Engine;

namespace Presage.Storage.Sqlite;

internal sealed class SqlitePredictions(SqliteStore store) : IPredictions
{
    private const string Select = "SELECT name, dataset, components, horizon, created_at FROM result_sets";

    public Task<ResultSet> EnsureAsync(ResultSet results, CancellationToken cancellation) => store.WriteAsync(
        session =>
        {
            session.Execute(
                "INSERT INTO result_sets VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                results.Name, results.Dataset, SqliteJson.Write([.. results.Components], SqliteJson.Default.StringArray),
                UnixTime.FromTimeSpan(results.Horizon), results.CreatedAt);
            return Find(session, results.Name)!;
        },
        cancellation);

    public Task<ResultSet?> FindAsync(string results, CancellationToken cancellation) =>
        store.ReadAsync(session => Find(session, results), cancellation);

    public Task<IReadOnlyList<ResultSet>> ListAsync(CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<ResultSet>>(session => session.List($"{Select} ORDER BY name", ReadResults), cancellation);

    public Task<WriteCounts> WriteAsync(string results, IReadOnlyList<Prediction> predictions, CancellationToken cancellation)
    {
        var reasons = predictions.Select(SqlitePredictionRows.ReasonsOf).ToArray();
        return store.WriteAsync(
            session =>
            {
                if (Find(session, results) is null)
                    throw new PresageException(
                        ErrorKind.NotFound, "unknown-results", $"There is no result set {results}.", "List the result sets, or score a data set into it first.");

                return new SqlitePredictionWriter(session, results).Write(predictions, reasons, cancellation);
            },
            cancellation);
    }

    public IAsyncEnumerable<Prediction> ReadAsync(string results, string? machine, DateTime from, DateTime to, CancellationToken cancellation) =>
        Read(results, machine, from, to, cancellation).ToAsyncEnumerable();

    public Task<IReadOnlyList<Prediction>> RevisionsAsync(string results, string machine, DateTime time, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<Prediction>>(
            session =>
            [
                .. SqlitePredictionRows.Series(session, results, machine)
                    .SelectMany(series => SqlitePredictionRows.Revisions(session, series, time)),
            ],
            cancellation);

    public Task<IReadOnlyList<string>> MachinesAsync(string results, CancellationToken cancellation) => store.ReadAsync<IReadOnlyList<string>>(
        session => [.. SqlitePredictionRows.Series(session, results, null).Select(series => series.Machine)], cancellation);

    /// <summary>One machine's rows at a time, all from the moment at which reading began.</summary>
    private IEnumerable<Prediction> Read(string results, string? machine, DateTime from, DateTime to, CancellationToken cancellation)
    {
        using var snapshot = store.Snapshot();
        foreach (var series in snapshot.Read(session => SqlitePredictionRows.Series(session, results, machine)))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var prediction in snapshot.Read(session => SqlitePredictionRows.Read(session, series, from, to)))
                yield return prediction;
        }
    }

    private static ResultSet? Find(SqliteSession session, string results) => session.First($"{Select} WHERE name = ?1", ReadResults, results);

    private static ResultSet ReadResults(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), SqliteJson.Read(row.GetString(2), SqliteJson.Default.StringArray),
        TimeSpan.FromMilliseconds(row.GetInt64(3)), row.GetTime(4));
}
