using System.Globalization;
using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Models;
using Presage.Hosting.Runs;
using Presage.Jobs.Definitions;
using Presage.Jobs.Templates;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>
/// Finds out which intervals would come out otherwise now: their predictions were made with another model version, another version of the
/// features, or before records of their time were stored. Steps that score are what can be told of.
/// </summary>
internal sealed class StaleIntervals(IRuns runs, IDataSets datasets, DataSetCatalog catalog, ModelCatalog models, LaterRecords records)
{
    /// <summary>By interval, one sentence; those that would come out the same are left out.</summary>
    public async Task<IReadOnlyDictionary<PastInterval, string>> FindAsync(
        JobDefinition definition, IReadOnlyList<(PastInterval Interval, JobRun Run)> done, CancellationToken cancellation)
    {
        var scored = new List<(PastInterval Interval, Scored Scored)>();
        foreach (var (interval, run) in done)
            foreach (var step in run.Steps.Where(step => step is { State: StepState.Succeeded, Run: not null }))
                if (KindOf(definition, step) == StepKinds.Score && await FindAsync(step, cancellation) is { } found)
                    scored.Add((interval, found with { Now = await ModelNowAsync(definition, run, step, found.Dataset, cancellation) }));

        var stale = new Dictionary<PastInterval, string>();
        foreach (var dataset in scored.GroupBy(each => each.Scored.Dataset))
        {
            var window = (await catalog.FindScenarioAsync(dataset.Key, cancellation))?.Features.LongestWindow ?? TimeSpan.Zero;
            var known = await records.ReadAsync(
                dataset.Key, [.. dataset.SelectMany(each => EdgesOf(each.Scored, window)).Distinct().Order()], cancellation);
            var scenarios = await datasets.ScenariosAsync(dataset.Key, cancellation);
            foreach (var (interval, each) in dataset)
                if (!stale.ContainsKey(interval) && Why(each, window, known, scenarios) is { } why)
                    stale[interval] = why;
        }

        return stale;
    }

    private static string? KindOf(JobDefinition definition, StepRun step) =>
        definition.Steps.FirstOrDefault(declared => declared.Name == step.Step)?.Kind;

    private static DateTime[] EdgesOf(Scored scored, TimeSpan window) => [scored.From - window, scored.From, scored.To];

    private static string? Why(Scored scored, TimeSpan window, KnownTimes? known, IReadOnlyList<ScenarioVersion> scenarios)
    {
        if (scored.Now is { } now && now != scored.Model)
            return $"it was scored with {scored.Model}, and {now} is used now";
        if (scored.Engine is { } engine && engine != EngineVersion.Text)
            return $"its features are those of Presage {engine}, and this is {EngineVersion.Text}";
        if (scenarios.LastOrDefault(version => version.Known > scored.AsOf) is { } wider)
            return $"it was scored as of {Time(scored.AsOf)}, and the data set has had a wider scenario since {Time(wider.Known)}";
        if (known?.Newest(scored.From - window, scored.To) is { } newest && newest > scored.AsOf)
            return $"it was scored as of {Time(scored.AsOf)}, and records that it rests on were stored at {Time(newest)}";
        if (known?.TakenBack(scored.From - window, scored.To) is { } taken && taken > scored.AsOf)
            return $"it was scored as of {Time(scored.AsOf)}, and records that it may rest on were taken back at {Time(taken)}";

        return null;
    }

    private async Task<Scored?> FindAsync(StepRun step, CancellationToken cancellation)
    {
        if (await runs.FindAsync(step.Run!, cancellation) is not { Plan: { } text } run)
            return null;

        var (plan, request) = (Json.Read<RunPlan>(text), Json.Read<StartScoring>(run.Request));
        return new Scored(
            request.Dataset, plan.From, plan.To, plan.AsOf, $"{plan.Model}@{plan.Version}", plan.Engine, null);
    }

    /// <summary>The version that the step would be done with now; null where that cannot be told before it is done.</summary>
    private async Task<string?> ModelNowAsync(
        JobDefinition definition, JobRun run, StepRun step, string dataset, CancellationToken cancellation)
    {
        try
        {
            var declared = definition.Steps.First(each => each.Name == step.Step);
            var values = new TemplateValues(run.Job, run.Id, run.From, run.To, step.Item) { Parameters = run.Parameters };
            var reference = declared.Arguments.TryGetValue("model", out var model) ? model.Value.Fill(values) : dataset;
            var version = await models.GetAsync(reference, cancellation);
            return $"{version.Name}@{version.Number}";
        }
        catch (PresageException)
        {
            return null;
        }
    }

    private static string Time(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    /// <param name="Model">NAME@VERSION.</param>
    /// <param name="Now">The one that would be taken now; null where that cannot be told.</param>
    private sealed record Scored(string Dataset, DateTime From, DateTime To, DateTime AsOf, string Model, string? Engine, string? Now);
}
