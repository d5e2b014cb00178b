using Presage.Contracts;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage.Predictions;

namespace Presage.Features.Planning;

/// <summary>Resolves a request to score: it needs readings and a model, never failures.</summary>
public sealed class ScoringPlanner(KnownDataReader reader, ModelFinder models, IPredictions predictions, FeaturesOptions options)
{
    public async Task<RunPlan> PlanAsync(StartScoring request, CancellationToken cancellation)
    {
        Names.Check("result set", request.Results);
        var data = await reader.ReadAsync(request.Dataset, request.From, request.To, request.AsOf, cancellation);
        var (version, model) = await models.FindAsync(request.Model ?? request.Dataset, cancellation);
        var preset = FeaturePresets.Create(model.Preset, data.Scenario);
        ModelFit.Check(model, $"{version.Name}@{version.Number}", data.Dataset, data.Scenario, preset);
        if (await predictions.FindAsync(request.Results, cancellation) is { } results)
            CheckResults(results, data.Dataset, model);

        return new RunPlan(
            RunPlan.Scoring, data.Dataset, data.From, data.To, preset.Name, TimeSpan.FromMilliseconds(model.Horizon).TotalHours, data.AsOf, data.LatestRecord,
            [.. data.Machines.Select(machine => machine.Machine)],
            SliceCut.Cut(data.Machines, data.From - preset.LookBack, data.To, options.ReadingsPerSlice), version.Name, version.Number);
    }

    private static void CheckResults(ResultSet results, string dataset, Model model)
    {
        if (results.Dataset != dataset)
        {
            throw new PresageException(
                "results-of-other-dataset",
                $"The result set '{results.Name}' holds predictions of the data set '{results.Dataset}', not of '{dataset}'.",
                "Give another name for the result set.");
        }

        if (UnixTime.FromTimeSpan(results.Horizon) != model.Horizon)
        {
            throw new PresageException(
                "results-of-other-horizon",
                $"The result set '{results.Name}' predicts {results.Horizon.TotalHours} hours ahead, the model {TimeSpan.FromMilliseconds(model.Horizon).TotalHours}.",
                "Give another name for the result set, or score with a model of the same horizon.");
        }
    }
}
