using Presage.Contracts.Api;
using Presage.Engine.Scenarios;
using Presage.Scenarios;

namespace Presage.Application.Scenarios;

internal sealed class ScenarioActions : IScenarioActions
{
    public Task<ScenarioList> ListAsync(CancellationToken cancellation) => Task.FromResult(new ScenarioList(ScenarioCatalog.Names));

    public Task<ScenarioText> ShowAsync(string nameOrPath, CancellationToken cancellation) =>
        Task.FromResult(new ScenarioText(ScenarioCatalog.Load(nameOrPath)));

    public Task<ScenarioSummary> CheckAsync(string nameOrPath, CancellationToken cancellation)
    {
        var scenario = ScenarioReader.Read(ScenarioCatalog.Load(nameOrPath), nameOrPath);
        return Task.FromResult(new ScenarioSummary(
            scenario.Name, scenario.Hash, [.. scenario.Sensors.Select(sensor => sensor.Name)], scenario.Errors, scenario.Components,
            scenario.Horizon.TotalHours, [.. ScenarioReview.Of(scenario).Select(notice => new Notice(notice.Code, notice.Message))]));
    }
}
