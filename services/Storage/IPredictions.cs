namespace Presage.Storage;

/// <summary>Result sets: one row per machine and time.</summary>
public interface IPredictions
{
    /// <summary>Creates the result set unless it is there; returns the stored one.</summary>
    Task<ResultSet> EnsureAsync(ResultSet results, CancellationToken cancellation);

    Task<ResultSet?> FindAsync(string results, CancellationToken cancellation);

    Task<IReadOnlyList<ResultSet>> ListAsync(CancellationToken cancellation);

    /// <summary>
    /// Writes rows. One that is stored with the same model version, feature revision and threshold is unchanged; any other becomes the next revision of its
    /// row, and earlier revisions are kept. Rows of one machine one after another are fastest.
    /// </summary>
    /// <exception cref="Engine.PresageException"><c>unknown-results</c>: the result set was not created.</exception>
    Task<WriteCounts> WriteAsync(string results, IReadOnlyList<Prediction> predictions, CancellationToken cancellation);

    /// <summary>Latest revisions with from &lt; time &lt;= to, by machine (machine order) and time. Writes during the reading are not seen.</summary>
    /// <param name="machine">Null reads all machines.</param>
    IAsyncEnumerable<Prediction> ReadAsync(string results, string? machine, DateTime from, DateTime to, CancellationToken cancellation);

    /// <summary>Every revision of one row, oldest first; empty when there is no such row.</summary>
    Task<IReadOnlyList<Prediction>> RevisionsAsync(string results, string machine, DateTime time, CancellationToken cancellation);

    /// <summary>Machines of a result set in machine order.</summary>
    Task<IReadOnlyList<string>> MachinesAsync(string results, CancellationToken cancellation);
}

/// <param name="Horizon">Label horizon of the predictions.</param>
/// <param name="Components">Order of <see cref="Prediction.Probabilities"/>.</param>
public sealed record ResultSet(string Name, string Dataset, IReadOnlyList<string> Components, TimeSpan Horizon, DateTime CreatedAt);

/// <param name="Probabilities">One a component, 0 to 1.</param>
/// <param name="Thresholds">One a component.</param>
/// <param name="Decision">
/// Name of the component that <see cref="Engine.Alarms.Decision"/> decides for: the most probable among those at or above their threshold;
/// null when there is none.
/// </param>
/// <param name="Reasons">For the most endangered component (<see cref="Engine.Alarms.Risk"/>), strongest first; none where nothing is near its threshold.</param>
/// <param name="FeatureRevision">Hash of the feature values the prediction was made from.</param>
/// <param name="Revision">From 1; set by the store.</param>
public sealed record Prediction(
    string Machine, DateTime Time, double[] Probabilities, double[] Thresholds, string? Decision, IReadOnlyList<PredictionReason> Reasons,
    string Model, int Version, string Run, string FeatureRevision, int Revision = 1);

public sealed record PredictionReason(string Column, double Contribution, double? Value, double? Usual, string Text);

public readonly record struct WriteCounts(long Written, long Unchanged);
