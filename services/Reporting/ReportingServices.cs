using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Models;
using Presage.Hosting.Results;
using Presage.Reporting.Data;
using Presage.Storage.Histories;

namespace Presage.Reporting;

public static class ReportingServices
{
    /// <summary>Registers <see cref="ReportRenderer"/>; the storage ports must be registered too.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DataSetCatalog>();
        services.TryAddSingleton(InstalledTrainers.Catalog);
        services.TryAddSingleton<ModelRanges>();
        services.TryAddSingleton<ScoringNotices>();
        services.AddHistories();
        return services
            .AddSingleton<SubjectFinder>()
            .AddSingleton<EventCountsReader>()
            .AddSingleton<SensorReader>()
            .AddSingleton<TimeLineReader>()
            .AddSingleton<RawDataReader>()
            .AddSingleton<FeatureReader>()
            .AddSingleton<ModelReader>()
            .AddSingleton<ScoringReader>()
            .AddSingleton<ReportReader>()
            .AddSingleton<ReportRenderer>();
    }
}
