using Presage.Engine;

namespace Presage.Storage.Sqlite;

/// <summary>Writes predictions into one result set, in one transaction.</summary>
internal sealed class SqlitePredictionWriter(SqliteSession session, string results)
{
    private const int RowsBetweenChecks = 4_096;

    private readonly SqliteStatement _insert = session.Prepare(
        "INSERT OR REPLACE INTO predictions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    private readonly SqliteStatement _keep = session.Prepare(
        "INSERT INTO prediction_history SELECT * FROM predictions WHERE series = ?1 AND time = ?2");
    private readonly Dictionary<long, Origin> _origins = [];
    private readonly Dictionary<long, StoredRow> _stored = [];
    private string? _machine;
    private long _series;
    private int _rows;
    private int _revisions;

    public WriteCounts Write(IReadOnlyList<Prediction> predictions, string?[] reasons, CancellationToken cancellation)
    {
        var written = 0;
        for (var i = 0; i < predictions.Count; i++)
        {
            if (i % RowsBetweenChecks == 0)
                cancellation.ThrowIfCancellationRequested();

            if (predictions[i].Machine != _machine)
            {
                CountSeries();
                TurnTo(predictions, i);
            }

            written += Write(predictions[i], reasons[i]) ? 1 : 0;
        }

        CountSeries();
        return new(written, predictions.Count - written);
    }

    private bool Write(Prediction prediction, string? reasons)
    {
        var time = UnixTime.ToMilliseconds(prediction.Time);
        var revision = 1;
        if (_stored.TryGetValue(time, out var row))
        {
            if (row.FeatureRevision == prediction.FeatureRevision && OriginOf(row.Origin).Decides(prediction))
                return false;

            revision = row.Revision + 1;
            _revisions += _keep.Execute(_series, time);
        }
        else
        {
            _rows++;
        }

        var origin = OriginOf(prediction);
        _insert.Execute(
            _series, time, revision, origin, prediction.FeatureRevision, prediction.Decision, SqliteBytes.Of(prediction.Probabilities),
            reasons);
        _stored[time] = new(revision, origin, prediction.FeatureRevision);
        return true;
    }

    /// <summary>Finds the machine's series, and its rows in the time that the predictions from <paramref name="first"/> on cover.</summary>
    private void TurnTo(IReadOnlyList<Prediction> predictions, int first)
    {
        _machine = predictions[first].Machine;
        _stored.Clear();
        var isNew = session.Execute(
            "INSERT INTO prediction_series (results, machine) VALUES (?1, ?2) ON CONFLICT DO NOTHING", results, _machine) == 1;
        _series = session.First(
            "SELECT id FROM prediction_series WHERE results = ?1 AND machine = ?2", row => row.GetInt64(0), results, _machine);
        if (isNew)
            return;

        var times = predictions.Skip(first).TakeWhile(prediction => prediction.Machine == _machine)
            .Select(prediction => prediction.Time).ToList();
        var rows = session.List(
            "SELECT time, revision, origin, feature_revision FROM predictions WHERE series = ?1 AND time BETWEEN ?2 AND ?3",
            row => (Time: row.GetInt64(0), Row: new StoredRow(row.GetInt32(1), row.GetInt64(2), row.GetString(3))),
            _series, times.Min(), times.Max());
        foreach (var (time, row) in rows)
            _stored[time] = row;
    }

    /// <summary>Adds what was added to the series in hand, so that nobody has to count it.</summary>
    private void CountSeries()
    {
        if (_rows + _revisions > 0)
            session.Execute(
                "UPDATE prediction_series SET rows = rows + ?2, revisions = revisions + ?3 WHERE id = ?1", _series, _rows, _revisions);

        (_rows, _revisions) = (0, 0);
    }

    private long OriginOf(Prediction prediction)
    {
        foreach (var (id, origin) in _origins)
            if (origin.Decides(prediction) && origin.Run == prediction.Run)
                return id;

        var thresholds = SqliteBytes.Of(prediction.Thresholds);
        session.Execute(
            "INSERT INTO prediction_origins (model, version, run, thresholds) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            prediction.Model, prediction.Version, prediction.Run, thresholds);
        var added = session.First(
            "SELECT id FROM prediction_origins WHERE model = ?1 AND version = ?2 AND run = ?3 AND thresholds = ?4",
            row => row.GetInt64(0), prediction.Model, prediction.Version, prediction.Run, thresholds);
        session.Execute(
            "INSERT INTO result_models VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", prediction.Model, prediction.Version, results);
        _origins[added] = new(prediction.Model, prediction.Version, prediction.Run, prediction.Thresholds);
        return added;
    }

    private Origin OriginOf(long id)
    {
        if (!_origins.TryGetValue(id, out var origin))
            _origins[id] = origin = session.First(
                "SELECT model, version, run, thresholds FROM prediction_origins WHERE id = ?1",
                row => new Origin(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetDoubles(3)), id)!;

        return origin;
    }

    private sealed record Origin(string Model, int Version, string Run, double[] Thresholds)
    {
        public bool Decides(Prediction prediction) =>
            Version == prediction.Version && Model == prediction.Model && Thresholds.AsSpan().SequenceEqual(prediction.Thresholds);
    }

    private readonly record struct StoredRow(int Revision, long Origin, string FeatureRevision);
}
