using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Scenarios;

/// <summary>Descriptions of kinds of data.</summary>
public interface IScenarioActions
{
    /// <summary>The built-in ones, by name.</summary>
    Task<ScenarioList> ListAsync(CancellationToken cancellation);

    /// <param name="nameOrPath">A built-in name, or the path of a YAML file.</param>
    /// <exception cref="PresageException"><c>unknown-scenario</c>, <c>unreadable-scenario</c>.</exception>
    Task<ScenarioText> ShowAsync(string nameOrPath, CancellationToken cancellation);

    /// <summary>Reads a scenario and says what is in it.</summary>
    /// <exception cref="PresageException"><c>bad-scenario</c> tells the first mistake by line and column.</exception>
    Task<ScenarioSummary> CheckAsync(string nameOrPath, CancellationToken cancellation);
}
