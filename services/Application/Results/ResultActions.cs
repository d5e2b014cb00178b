using Presage.Application.Paging;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting.Results;
using Presage.Hosting.Retention;
using Presage.Storage;

namespace Presage.Application.Results;

internal sealed class ResultActions(
    ResultSetCatalog catalog, IPredictions predictions, ResultSetInspector inspector, RiskRanker ranker, ResultSetDeleter deleter,
    ScoringNotices notices, RetentionNotices retention)
    : IResultActions
{
    public async Task<ResultSetList> ListAsync(string? dataset, PageRequest page, CancellationToken cancellation)
    {
        var size = Page.SizeOf(page.Most);
        var after = Cursor.Read<string>(page.After);
        var found = (await predictions.ListAsync(cancellation))
            .Where(results => (dataset is null || results.Dataset == dataset) && string.CompareOrdinal(after, results.Name) < 0)
            .OrderBy(results => results.Name, StringComparer.Ordinal);
        var part = Page.Of([.. found.Take(size + 1)], size, results => results.Name);
        return new ResultSetList([.. part.Items.Select(results => results.Summary())], part.Next);
    }

    public async Task<ResultSetDetails> ShowAsync(string results, CancellationToken cancellation) =>
        await inspector.InspectAsync(await catalog.GetAsync(results, cancellation), cancellation);

    public async Task<RiskRanking> RankAsync(string results, int most, DateTime? at, CancellationToken cancellation)
    {
        var set = await catalog.GetAsync(results, cancellation);
        var ranking = await ranker.RankAsync(set, most, at ?? DateTime.MaxValue, cancellation);
        return ranking with
        {
            Notices =
            [
                .. ranking.Notices, .. await notices.OfAsync(set, cancellation),
                .. VersionNotices.OfMachines(ranking.Machines.Select(machine => $"{machine.Model}@{machine.Version}")),
                .. await CutAsync(results, at, cancellation),
            ],
        };
    }

    public async Task<MachinePrediction> MachineAsync(string name, string machine, DateTime? at, CancellationToken cancellation)
    {
        var results = await catalog.GetAsync(name, cancellation);
        if (await predictions.LatestAsync(name, machine, at ?? DateTime.MaxValue, cancellation) is not [var latest])
            throw await NoPredictionAsync(name, machine, at, cancellation);

        var revisions = await predictions.RevisionsAsync(name, machine, latest.Time, cancellation);
        var ranked = await ranker.RankedAsync(results, latest, at ?? DateTime.MaxValue, cancellation);
        return new MachinePrediction(
            name, results.Dataset, results.Horizon.TotalHours, ranked,
            [.. revisions.Select(revision => revision.Document(results))])
        {
            Notices = await CutAsync(name, at, cancellation),
        };
    }

    public async Task<PredictionList> PredictionsAsync(PredictionFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var results = await catalog.GetAsync(filter.Results, cancellation);
        var size = Page.SizeOf(page.Most);
        var query = new PredictionQuery(filter.Machine, filter.From, filter.To);
        var after = Cursor.Read<PredictionKey>(page.After);
        var found = await predictions.PageAsync(filter.Results, query, after, size + 1, cancellation);
        var part = Page.Of(found, size, prediction => prediction.Place);
        return new PredictionList(results.Name, [.. part.Items.Select(prediction => prediction.Document(results))], part.Next)
        {
            Notices = await retention.OfPredictionsAsync(results.Name, filter.From ?? DateTime.MinValue, cancellation),
        };
    }

    public Task<ResultSetDeletion> PlanDeletionAsync(string results, CancellationToken cancellation) =>
        deleter.PlanAsync(results, cancellation);

    public Task<ResultSetDeletion> DeleteAsync(string results, CancellationToken cancellation) =>
        deleter.DeleteAsync(results, cancellation);

    /// <summary>The latest prediction of a machine is never deleted; that of an earlier time may be another than it was.</summary>
    private async Task<IReadOnlyList<Notice>> CutAsync(string results, DateTime? at, CancellationToken cancellation) =>
        at is { } time ? await retention.OfPredictionsAsync(results, time, cancellation) : [];

    private async Task<PresageException> NoPredictionAsync(
        string results, string machine, DateTime? at, CancellationToken cancellation)
    {
        const int most = 10;
        var known = await predictions.MachinesAsync(results, cancellation);
        return known.Contains(machine)
            ? new PresageException(
                ErrorKind.NotFound, "no-prediction",
                string.Join(
                    ' ',
                    [
                        $"The result set '{results}' has no prediction of machine '{machine}' so early.",
                        .. (await CutAsync(results, at, cancellation)).Select(notice => notice.Message),
                    ]),
                "Ask for a later time.")
            : new PresageException(
                ErrorKind.NotFound, "no-prediction", $"The result set '{results}' has no prediction of a machine '{machine}'.",
                known.Count > most
                    ? $"It has {known.Count} machines, among them {string.Join(", ", known.Take(most))}."
                    : $"Use one of: {string.Join(", ", known)}.");
    }
}
