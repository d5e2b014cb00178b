using MassTransit;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine.Features;
using Presage.Hosting.DataSets;
using Presage.Hosting.Runs;

namespace Presage.Features.Consumers;

/// <summary>Ends a run that only builds features. The rows stay until whoever asked for them has read and deleted them.</summary>
public sealed class CompleteExportConsumer(RunTracker runs, DataSetCatalog catalog) : IConsumer<FeaturesWritten>, IConsumer<FeaturesBuilt>
{
    public Task Consume(ConsumeContext<FeaturesWritten> context) =>
        CompleteAsync(context.Message.RunId, context.Message.Rows, context.CancellationToken);

    /// <summary>What a process of an earlier version has published.</summary>
    public Task Consume(ConsumeContext<FeaturesBuilt> context) => context.Message.Purpose == RunPlan.Export
        ? CompleteAsync(context.Message.RunId, context.Message.Rows, context.CancellationToken)
        : Task.CompletedTask;

    private async Task CompleteAsync(string id, long rows, CancellationToken cancellation)
    {
        if (await runs.FindBuiltAsync(id, cancellation) is not { } run)
            return;

        var plan = RunTracker.PlanOf<RunPlan>(run);
        var (_, scenario) = await catalog.GetAsync(plan.Dataset, plan.AsOf, cancellation);
        string[] columns =
        [
            scenario.EntityColumn,
            scenario.TimeColumn,
            .. FeaturePresets.Create(plan.Preset, scenario).Columns.Select(column => column.Name),
            .. scenario.Components.Select(component => $"label_{component}"),
        ];
        await runs.SucceedAsync(
            run, new FeaturesResult(run.Id, rows, columns, runs.SecondsOf(run)) { Notices = plan.Notices }, cancellation);
    }
}
