using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Engine.Scenarios;
using Presage.Hosting.DataSets;
using Presage.Hosting.Models;
using Presage.Hosting.Stores;
using Presage.Scenarios;
using Presage.Storage;

namespace Presage.Application.DataSets;

/// <summary>Gives a data set a wider scenario, and says first what that changes.</summary>
internal sealed class DataSetWidener(
    IDataSets datasets, IModels models, IQuarantine quarantine, DataSetCatalog catalog, StoreTime time)
{
    /// <exception cref="PresageException">As <see cref="IDataSetActions.WidenAsync"/>.</exception>
    public async Task<DataSetWidening> PlanAsync(string name, string nameOrPath, CancellationToken cancellation)
    {
        var (dataset, present) = await catalog.GetAsync(name, cancellation);
        var wider = ScenarioReader.Read(ScenarioCatalog.Load(nameOrPath), nameOrPath);
        var widening = ScenarioWidening.Of(present, wider);
        if (!widening.IsAllowed)
            throw DataSetErrors.Differs(dataset, nameOrPath, widening.Refusals);

        var admitted = AdmittedRows.Of(present, wider);
        return new DataSetWidening(
            name, wider.Name, wider.Hash, wider.Hash == present.Hash, widening.Changes,
            await UnfitAsync(name, present, wider, cancellation),
            [
                .. (await quarantine.CountAsync(name, cancellation)).Where(admitted.Has)
                    .Select(count => new QuarantinedRows(count.Source, count.Reason, count.Rows)),
            ]);
    }

    /// <inheritdoc cref="PlanAsync"/>
    public async Task<DataSetWidening> WidenAsync(string name, string nameOrPath, CancellationToken cancellation)
    {
        var plan = await PlanAsync(name, nameOrPath, cancellation);
        if (plan.IsTakenUp)
            return plan;

        var (dataset, _) = await catalog.GetAsync(name, cancellation);
        var version = new ScenarioVersion(
            plan.Scenario, ScenarioCatalog.Load(nameOrPath), plan.ScenarioHash, await time.NowAsync(cancellation));
        var widened = await datasets.WidenAsync(name, dataset.ScenarioHash, version, cancellation);
        return widened?.ScenarioHash == plan.ScenarioHash ? plan with { IsTakenUp = true }
            : throw DataSetErrors.Differs(dataset, nameOrPath, ["another scenario was taken up at the same moment"]);
    }

    /// <summary>Those that fit the present scenario and not the wider one.</summary>
    private async Task<IReadOnlyList<UnfitModel>> UnfitAsync(
        string name, Scenario present, Scenario wider, CancellationToken cancellation)
    {
        var unfit = new List<UnfitModel>();
        foreach (var version in (await models.ListAsync(null, cancellation)).Where(version => version.Dataset == name))
        {
            var header = ModelHeader.FromBytes(await models.ArtifactAsync(version.Name, version.Number, cancellation));
            if (WhyNot(header, present) is null && WhyNot(header, wider) is { } why)
                unfit.Add(new UnfitModel($"{version.Name}@{version.Number}", why));
        }

        return unfit;
    }

    private static string? WhyNot(ModelHeader header, Scenario scenario) =>
        ModelFit.WhyNot(header, scenario, FeaturePresets.Create(header.Preset, scenario));
}
