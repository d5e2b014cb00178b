using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Selection;
using Presage.Hosting;
using Presage.Hosting.Retention;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Features.Planning;

/// <summary>Resolves a request to train. Labels look at no failure after the range's end.</summary>
public sealed class TrainingPlanner(
    KnownDataReader reader, IEvents events, ReconciliationReader reconciliation, TrainerCatalog trainers, RetentionNotices retention,
    FeaturesOptions options)
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

        var notices = await NoticesAsync(data, preset, cancellation);
        var known = data.Machines.Select(machine => machine.Machine).ToHashSet();
        if (!failures.Any(failure => known.Contains(failure.Machine)))
        {
            throw new PresageException(
                ErrorKind.Invalid, "no-failures",
                $"Of the {failures.Count:N0} failures of data set '{data.Dataset}' in the range none is of a machine that has readings. "
                    + string.Join(' ', notices.Where(notice => notice.Code == "events-without-readings").Select(notice => notice.Message)),
                "Ingest failure records that name the machines as the telemetry does.");
        }

        return new RunPlan(
            RunPlan.Training, data.Dataset, data.From, data.To, preset.Name, horizon, data.AsOf, until,
            [.. data.Machines.Select(machine => machine.Machine)],
            SliceCut.Cut(data.Machines, data.From - preset.LookBack, data.To, options.ReadingsPerSlice))
        {
            Notices = notices,
        };
    }

    private async Task<IReadOnlyList<Notice>> NoticesAsync(KnownData data, IFeaturePreset preset, CancellationToken cancellation) =>
    [
        .. (await reconciliation.FindAsync(data.Dataset, data.Scenario, data.AsOf, preset.Columns, cancellation))
            .Select(finding => new Notice(finding.Code, finding.Message)),
        .. await retention.OfReadingsAsync(data.Dataset, data.From - preset.LookBack, cancellation),
    ];
}
