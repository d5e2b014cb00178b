using Presage.Engine.Alarms;

namespace Presage.Storage;

/// <summary>Result sets: one row per machine and time.</summary>
public interface IPredictions
{
    /// <summary>Creates the result set unless it is there; returns the stored one.</summary>
    /// <exception cref="Engine.PresageException"><c>being-deleted</c>.</exception>
    Task<ResultSet> EnsureAsync(ResultSet results, CancellationToken cancellation);

    Task<ResultSet?> FindAsync(string results, CancellationToken cancellation);

    Task<IReadOnlyList<ResultSet>> ListAsync(CancellationToken cancellation);

    /// <summary>
    /// Writes rows. One that is stored with the same model version, feature revision and threshold is unchanged; any other becomes the next
    /// revision of its row, and earlier revisions are kept. Rows of one machine one after another are fastest.
    /// </summary>
    /// <exception cref="Engine.PresageException"><c>unknown-results</c>: the result set was not created; <c>being-deleted</c>.</exception>
    Task<WriteCounts> WriteAsync(string results, IReadOnlyList<Prediction> predictions, CancellationToken cancellation);

    /// <summary>
    /// Latest revisions with from &lt; time &lt;= to, by machine (machine order) and time. Writes during the reading are not seen.
    /// </summary>
    /// <param name="machines">Null reads all machines.</param>
    IAsyncEnumerable<Prediction> ReadAsync(
        string results, IReadOnlyCollection<string>? machines, DateTime from, DateTime to, CancellationToken cancellation);

    /// <summary>A page of the latest revisions that fit the query, by machine (machine order) and time.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    Task<IReadOnlyList<Prediction>> PageAsync(
        string results, PredictionQuery query, PredictionKey? after, int most, CancellationToken cancellation);

    /// <summary>The latest row at <paramref name="at"/> or before it of each machine that has one, in machine order.</summary>
    /// <param name="machine">Null reads all machines.</param>
    Task<IReadOnlyList<Prediction>> LatestAsync(string results, string? machine, DateTime at, CancellationToken cancellation);

    /// <summary>
    /// How endangered each machine was at its latest row, at <paramref name="at"/> or before it; in machine order. Reasons are not read.
    /// </summary>
    Task<IReadOnlyList<MachineStanding>> StandingsAsync(string results, DateTime at, CancellationToken cancellation);

    /// <summary>Every revision of one row, oldest first; empty when there is no such row.</summary>
    Task<IReadOnlyList<Prediction>> RevisionsAsync(string results, string machine, DateTime time, CancellationToken cancellation);

    /// <summary>Machines of a result set in machine order.</summary>
    Task<IReadOnlyList<string>> MachinesAsync(string results, CancellationToken cancellation);

    /// <summary>How much a result set holds and how far it reaches, without reading it.</summary>
    Task<ResultSetExtent> ExtentAsync(string results, CancellationToken cancellation);

    /// <summary>Names of the result sets that have, or had in an earlier revision, a prediction of a model version.</summary>
    Task<IReadOnlyList<string>> ResultsOfModelAsync(string model, int version, CancellationToken cancellation);

    /// <summary>
    /// Deletes the result set with its predictions, their revisions and its alarms. Nobody sees it from the beginning on, and nothing is
    /// added to it; its name is free when all of it is gone. One that was interrupted goes on when it is given again.
    /// </summary>
    /// <returns>What was still there; null when there is no such result set.</returns>
    Task<ResultSetCounts?> DeleteAsync(string results, CancellationToken cancellation);

    /// <summary>Whether a deletion was begun and is not complete.</summary>
    Task<bool> IsBeingDeletedAsync(string results, CancellationToken cancellation);

    /// <summary>Result sets whose deletion was begun and is not complete, by name.</summary>
    /// <param name="dataset">Null for those of every data set.</param>
    Task<IReadOnlyList<string>> BeingDeletedAsync(string? dataset, CancellationToken cancellation);
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
/// <param name="Reasons">
/// For the most endangered component (<see cref="Engine.Alarms.Risk"/>), strongest first; none where nothing is near its threshold.
/// </param>
/// <param name="FeatureRevision">Hash of the feature values the prediction was made from.</param>
/// <param name="Revision">From 1; set by the store.</param>
public sealed record Prediction(
    string Machine, DateTime Time, double[] Probabilities, double[] Thresholds, string? Decision, IReadOnlyList<PredictionReason> Reasons,
    string Model, int Version, string Run, string FeatureRevision, int Revision = 1)
{
    public PredictionKey Place => new(Machine, Time);
}

/// <summary>What predictions of a result set are asked for; null fits all. From &lt; time &lt;= To.</summary>
public sealed record PredictionQuery(string? Machine = null, DateTime? From = null, DateTime? To = null);

/// <summary>Place of a prediction in its result set.</summary>
public sealed record PredictionKey(string Machine, DateTime Time);

public sealed record PredictionReason(string Column, double Contribution, double? Value, double? Usual, string Text);

/// <param name="Time">Of the row.</param>
public sealed record MachineStanding(string Machine, DateTime Time, Risk Risk);

public readonly record struct WriteCounts(long Written, long Unchanged);

/// <param name="Rows">Predictions, each counted once however often it was revised.</param>
/// <param name="First">Time of the earliest row; null when there is none.</param>
public sealed record ResultSetExtent(long Rows, int Machines, DateTime? First, DateTime? Last);

/// <param name="Revisions">Earlier revisions of predictions.</param>
public sealed record ResultSetCounts(long Predictions, long Revisions, long Alarms);
