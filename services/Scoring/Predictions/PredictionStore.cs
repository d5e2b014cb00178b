using Presage.Storage;

namespace Presage.Scoring.Predictions;

/// <summary>Writes the predictions of a slice.</summary>
public sealed class PredictionStore(IPredictions predictions)
{
    /// <summary>
    /// Writes rows and says how many this run has written. A row that an earlier attempt of the same run wrote counts as written, so that a
    /// slice that is done again says the same.
    /// </summary>
    public async Task<WriteCounts> WriteAsync(
        string results, string run, IReadOnlyList<Prediction> rows, DateTime from, DateTime to, CancellationToken cancellation)
    {
        var counts = await predictions.WriteAsync(results, rows, cancellation);
        if (counts.Unchanged == 0)
            return counts;

        var written = 0L;
        string[] machines = [.. rows.Select(row => row.Machine).Distinct()];
        await foreach (var row in predictions.ReadAsync(results, machines, from, to, cancellation))
            written += row.Run == run ? 1 : 0;

        return new WriteCounts(written, rows.Count - written);
    }
}
