using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Reporting.Data;

/// <summary>Finds out what a report is about from the name of a result set or the id of a run.</summary>
public sealed class SubjectFinder(IRuns runs, IPredictions predictions, IModels models, DataSetCatalog catalog)
{
    /// <exception cref="PresageException"><c>unknown-subject</c>, <c>unknown-dataset</c>.</exception>
    public async Task<ReportSubject> FindAsync(string name, CancellationToken cancellation)
    {
        if (await predictions.FindAsync(name, cancellation) is { } results)
            return await OfResultsAsync(name, results, null, cancellation);

        return await OfRunAsync(await runs.FindAsync(name, cancellation) ?? throw await UnknownAsync(name, cancellation), cancellation);
    }

    private async Task<ReportSubject> OfRunAsync(Run run, CancellationToken cancellation)
    {
        if (ResultsOf(run) is { } name && await predictions.FindAsync(name, cancellation) is { } results)
            return await OfResultsAsync(run.Id, results, run, cancellation);

        // A data set that was widened since is shown as the run knew it.
        var asOf = run is { Kind: RunKinds.Train or RunKinds.Features, Plan: { } plan } ? Json.Read<RunPlan>(plan).AsOf : DateTime.MaxValue;
        var (dataset, scenario) = await catalog.GetAsync(run.Dataset, asOf, cancellation);
        var trained = run is { Kind: RunKinds.Train, Result: { } text } ? Json.Read<TrainResult>(text) : null;
        var version = trained is null ? null : await models.FindAsync(trained.Model, trained.Version, cancellation);
        return new ReportSubject(run.Id, dataset, scenario, run, null, version);
    }

    private async Task<ReportSubject> OfResultsAsync(string name, ResultSet results, Run? run, CancellationToken cancellation)
    {
        var (dataset, scenario) = await catalog.GetAsync(results.Dataset, cancellation);
        var latest = await LatestAsync(results, cancellation);
        run ??= latest is null ? null : await runs.FindAsync(latest.Run, cancellation);
        var version = latest is null ? null : await models.FindAsync(latest.Model, latest.Version, cancellation);
        return new ReportSubject(name, dataset, scenario, run, results, version);
    }

    /// <summary>It says which model and run made the result set.</summary>
    private async Task<Prediction?> LatestAsync(ResultSet results, CancellationToken cancellation) =>
        (await predictions.LatestAsync(results.Name, null, DateTime.MaxValue, cancellation)).MaxBy(prediction => prediction.Time);

    private static string? ResultsOf(Run run) => run.Kind switch
    {
        RunKinds.Score => Json.Read<StartScoring>(run.Request).Results,
        RunKinds.Evaluate => Json.Read<StartEvaluation>(run.Request).Results,
        _ => null,
    };

    private async Task<PresageException> UnknownAsync(string name, CancellationToken cancellation)
    {
        var names = (await predictions.ListAsync(cancellation)).Select(results => results.Name).ToList();
        return new PresageException(
            ErrorKind.NotFound, "unknown-subject",
            $"There is neither a result set nor a run '{name}'.",
            names.Count == 0
                ? "Score a data set first, or give the id of a run."
                : $"Use a result set ({string.Join(", ", names.Take(10))}) or the id of a run.");
    }
}
