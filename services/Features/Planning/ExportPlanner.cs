using Presage.Contracts;
using Presage.Engine.Features;
using Presage.Hosting.Retention;
using Presage.Hosting.Runs;

namespace Presage.Features.Planning;

/// <summary>Resolves a request to export features.</summary>
public sealed class ExportPlanner(KnownDataReader reader, RetentionNotices retention, FeaturesOptions options)
{
    public async Task<RunPlan> PlanAsync(StartFeatures request, CancellationToken cancellation)
    {
        var data = await reader.ReadAsync(request.Dataset, request.From, request.To, request.AsOf, cancellation);
        var preset = FeaturePresets.Create(request.Preset ?? FeaturePresets.Default, data.Scenario);
        return new RunPlan(
            RunPlan.Export, data.Dataset, data.From, data.To, preset.Name, Horizon.Hours(request.HorizonHours, data.Scenario), data.AsOf,
            data.LatestRecord, [.. data.Machines.Select(machine => machine.Machine)],
            SliceCut.Cut(data.Machines, data.From - preset.LookBack, data.To, options.ReadingsPerSlice))
        {
            Notices = await retention.OfReadingsAsync(data.Dataset, data.From - preset.LookBack, cancellation),
        };
    }
}
