using Presage.Contracts.Api;
using Presage.Hosting.Results;
using Presage.Hosting.Retention;
using Presage.Storage;

namespace Presage.Application.Export;

/// <summary>A result set as CSV: one line a machine and time.</summary>
internal sealed class PredictionExport(ResultSetCatalog catalog, IPredictions predictions, RetentionNotices retention)
{
    public async Task<ExportedPredictions> WriteAsync(PredictionFilter filter, Stream output, CancellationToken cancellation)
    {
        var results = await catalog.GetAsync(filter.Results, cancellation);
        await using var csv = new CsvWriter(output);
        AddHeader(csv, results);
        await csv.EndLineAsync(cancellation);
        var rows = 0L;
        var (from, to) = (filter.From ?? DateTime.MinValue, filter.To ?? DateTime.MaxValue);
        IReadOnlyCollection<string>? machines = filter.Machine is { } machine ? [machine] : null;
        await foreach (var prediction in predictions.ReadAsync(results.Name, machines, from, to, cancellation))
        {
            Add(csv, prediction);
            await csv.EndLineAsync(cancellation);
            rows++;
        }

        await csv.FinishAsync(cancellation);
        return new ExportedPredictions(results.Name, rows)
        {
            Notices = await retention.OfPredictionsAsync(results.Name, from, cancellation),
        };
    }

    private static void AddHeader(CsvWriter csv, ResultSet results)
    {
        csv.Add("machine").Add("time");
        foreach (var component in results.Components)
            csv.Add($"probability_{component}");
        foreach (var component in results.Components)
            csv.Add($"threshold_{component}");

        csv.Add("decision").Add("reasons").Add("model").Add("version").Add("revision");
    }

    private static void Add(CsvWriter csv, Prediction prediction)
    {
        csv.Add(prediction.Machine).Add(prediction.Time);
        foreach (var probability in prediction.Probabilities)
            csv.Add(probability);
        foreach (var threshold in prediction.Thresholds)
            csv.Add(threshold);

        csv.Add(prediction.Decision).Add(string.Join("; ", prediction.Reasons.Select(reason => reason.Text)))
            .Add(prediction.Model).Add(prediction.Version).Add(prediction.Revision);
    }
}
