using Presage.Contracts;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Features.Planning;

/// <summary>Resolves a request to train. Labels look at no failure after the range's end.</summary>
public sealed class TrainingPlanner(KnownDataReader reader, IEvents events, TrainerCatalog trainers, FeaturesOptions options)
{
    public async Task<RunPlan> PlanAsync(StartTraining request, CancellationToken cancellation)
    {
        SchemaVersions.Check(request.SchemaVersion);
        var data = await reader.ReadAsync(request.Dataset, request.From, request.To, request.AsOf, cancellation);
        var preset = FeaturePresets.Create(request.Preset ?? FeaturePresets.Default, data.Scenario);
        var horizon = Horizon.Hours(request.HorizonHours, data.Scenario);
        Names.Check("model", request.Model ?? request.Dataset);
        // What cannot be tried is said now, not when the features are built.
        var sweep = SweepRequest.Of(request, trainers, new ParameterScope(data.Scenario.Components.Count, preset.Columns));
        var isByTime = request.Split is { } split ? split == SplitKinds.Time : !data.Scenario.Observation.FailureEndsLife;
        if (sweep.Folds is { } folds && isByTime)
            RollingOrigin.Check(
                new TimeBlock(UnixTime.FromDateTime(data.From), UnixTime.FromDateTime(data.To)),
                UnixTime.FromTimeSpan(TimeSpan.FromHours(horizon)), folds);

        var until = data.LatestRecord < data.To ? data.LatestRecord : data.To;
        var failures = await events.ReadAsync(data.Dataset, EventKind.Failure, null, data.From, until, data.AsOf, cancellation);
        if (failures.Count == 0)
        {
            throw new PresageException(
                ErrorKind.Invalid, "no-failures",
                $"The data set '{data.Dataset}' has no failures after {data.From:yyyy-MM-dd HH:mm} up to {until:yyyy-MM-dd HH:mm}, so "
                    + "there is nothing to learn.",
                "Ingest its failure records, or choose a range in which machines failed.");
        }

        return new RunPlan(
            RunPlan.Training, data.Dataset, data.From, data.To, preset.Name, horizon, data.AsOf, until,
            [.. data.Machines.Select(machine => machine.Machine)],
            SliceCut.Cut(data.Machines, data.From - preset.LookBack, data.To, options.ReadingsPerSlice));
    }
}
