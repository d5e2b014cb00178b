using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Presage.Application.Export;
using Presage.Application.Models;
using Presage.Application.Scenarios;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Models;
using Presage.Hosting.Results;

namespace Presage.Application;

/// <summary>
/// Everything that a person or a program can ask of Presage, by noun. Every surface (command line, pages, HTTP) calls these interfaces; they know no terminal and no HTTP.
/// </summary>
public static class ApplicationServices
{
    /// <summary>Registers the use cases. They need a store (<c>AddStorage</c>) and the service defaults; those that start runs need the bus as well.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(InstalledTrainers.Catalog);
        services.TryAddSingleton<DataSetCatalog>();
        services.TryAddSingleton<ModelCatalog>();
        services.TryAddSingleton<ResultSetCatalog>();
        services.TryAddSingleton<IScenarioActions, ScenarioActions>();
        services.TryAddSingleton<ModelComparer>();
        services.TryAddSingleton<ModelPromoter>();
        services.TryAddSingleton<IModelActions, ModelActions>();
        services.TryAddSingleton<FeatureExport>();
        services.TryAddSingleton<PredictionExport>();
        services.TryAddSingleton<ModelExport>();
        services.TryAddSingleton<IExports, Exports>();
        return services;
    }
}
