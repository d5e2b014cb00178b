using Presage.Contracts;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Hosting;
using Presage.Hosting.Models;
using Presage.Hosting.Runs;

namespace Presage.Features.Planning;

/// <summary>Resolves a request to score: it needs readings and a model, never failures.</summary>
public sealed class ScoringPlanner(KnownDataReader reader, ModelFinder models, FeaturesOptions options)
{
    public async Task<RunPlan> PlanAsync(StartScoring request, CancellationToken cancellation)
    {
        SchemaVersions.Check(request.SchemaVersion);
        Names.Check("result set", request.Results);
        var data = await reader.ReadAsync(request.Dataset, request.From, request.To, request.AsOf, cancellation);
        var (version, model) = await models.FindAsync(request.Model ?? request.Dataset, cancellation);
        var preset = FeaturePresets.Create(model.Preset, data.Scenario);
        ModelFit.Check(model, $"{version.Name}@{version.Number}", data.Dataset, data.Scenario, preset);

        return new RunPlan(
            RunPlan.Scoring, data.Dataset, data.From, data.To, preset.Name, UnixTime.ToTimeSpan(model.Horizon).TotalHours,
            data.AsOf, data.LatestRecord,
            [.. data.Machines.Select(machine => machine.Machine)],
            SliceCut.Cut(data.Machines, data.From - preset.LookBack, data.To, options.ReadingsPerSlice), version.Name, version.Number)
        {
            Engine = EngineVersion.Text,
        };
    }
}
