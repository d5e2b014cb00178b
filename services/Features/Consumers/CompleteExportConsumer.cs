using MassTransit;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine.Features;
using Presage.Hosting.DataSets;
using Presage.Hosting.Runs;

namespace Presage.Features.Consumers;

/// <summary>Ends a run that only builds features. The rows stay until whoever asked for them has read and deleted them.</summary>
public sealed class CompleteExportConsumer(RunTracker runs, DataSetCatalog catalog) : IConsumer<FeaturesBuilt>
{
    public async Task Consume(ConsumeContext<FeaturesBuilt> context)
    {
        var built = context.Message;
        var cancellation = context.CancellationToken;
        if (built.Purpose != RunPlan.Export || await runs.FindBuiltAsync(built.RunId, cancellation) is not { } run)
            return;

        var plan = RunTracker.PlanOf<RunPlan>(run);
        var (_, scenario) = await catalog.GetAsync(plan.Dataset, cancellation);
        string[] columns =
        [
            scenario.EntityColumn,
            scenario.TimeColumn,
            .. FeaturePresets.Create(plan.Preset, scenario).Columns.Select(column => column.Name),
            .. scenario.Components.Select(component => $"label_{component}"),
        ];
        await runs.SucceedAsync(run, new FeaturesResult(run.Id, built.Rows, columns, runs.SecondsOf(run)), cancellation);
    }
}
