using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Presage.Application.Scenarios;

namespace Presage.Application;

/// <summary>
/// Everything that a person or a program can ask of Presage, by noun. Every surface (command line, pages, HTTP) calls these interfaces; they know no terminal and no HTTP.
/// </summary>
public static class ApplicationServices
{
    /// <summary>Registers the use cases. They need a store (<c>AddStorage</c>) and the service defaults; those that start runs need the bus as well.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.TryAddSingleton<IScenarioActions, ScenarioActions>();
        return services;
    }
}
