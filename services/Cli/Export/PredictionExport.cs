using Presage.Storage;

namespace Presage.Cli.Export;

/// <summary>A result set as CSV: one line a machine and time.</summary>
internal static class PredictionExport
{
    /// <returns>Number of lines below the header.</returns>
    public static async Task<long> WriteAsync(IPredictions predictions, ResultSet results, DateTime until, TextWriter writer, CancellationToken cancellation)
    {
        var line = new Csv();
        WriteHeader(line, results, writer);
        var rows = 0L;
        await foreach (var prediction in predictions.ReadAsync(results.Name, null, DateTime.MinValue, until, cancellation))
        {
            WriteRow(line, prediction, writer);
            rows++;
        }

        return rows;
    }

    private static void WriteHeader(Csv line, ResultSet results, TextWriter writer)
    {
        line.Add("machine").Add("time");
        foreach (var component in results.Components)
            line.Add($"probability_{component}");
        foreach (var component in results.Components)
            line.Add($"threshold_{component}");

        line.Add("decision").Add("reasons").Add("model").Add("version").Add("revision").WriteLine(writer);
    }

    private static void WriteRow(Csv line, Prediction prediction, TextWriter writer)
    {
        line.Add(prediction.Machine).Add(prediction.Time);
        foreach (var probability in prediction.Probabilities)
            line.Add(probability);
        foreach (var threshold in prediction.Thresholds)
            line.Add(threshold);

        line.Add(prediction.Decision).Add(string.Join("; ", prediction.Reasons.Select(reason => reason.Text)))
            .Add(prediction.Model).Add(prediction.Version).Add(prediction.Revision).WriteLine(writer);
    }
}
