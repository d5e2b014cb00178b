using Presage.Engine.Scenarios;
using Presage.Scenarios;

namespace Presage.Tests.Engine.Features;

internal static class TestScenarios
{
    public static readonly Scenario AzurePdm = ScenarioCatalog.Read("azure-pdm");

    public static readonly Scenario ColdChain = ScenarioCatalog.Read(RepositoryRoot.Find("examples/cold-chain/scenario.yaml")!);

    /// <summary>One sensor, every aggregate, one error type, two components, a number and a category.</summary>
    public static readonly Scenario Small = ScenarioReader.Read(
        """
        name: small
        entity: machine
        time: time
        sampling: 1h
        sources:
          telemetry: { file: telemetry }
          errors: { file: errors, code: error }
          maintenance: { file: maintenance, code: part }
          failures: { file: failures, code: part }
          machines: { file: machines }
        sensors: [{ name: v, unit: V, range: [-1000, 1000] }]
        errors: [e]
        components: [a, b]
        attributes: [{ name: age, unit: years, range: [0, 50] }, { name: kind, categories: [small, big] }]
        features: { grid: 12h, windows: [12h], aggregates: [mean, std, min, max, slope, last], error-window: 24h }
        horizon: 84h
        costs: { missed-failure: 1, prevented-failure: 1, false-alarm: 1, lead-time: 0h }
        """,
        "small.yaml");
}
