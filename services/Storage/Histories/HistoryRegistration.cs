using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Presage.Storage.Histories;

public static class HistoryRegistration
{
    /// <summary>Registers what puts the records of machines together, over whatever store there is.</summary>
    public static IServiceCollection AddHistories(this IServiceCollection services)
    {
        services.TryAddSingleton<KnownRecords>();
        services.TryAddSingleton<ObservationReader>();
        services.TryAddSingleton<MachineEventsReader>();
        services.TryAddSingleton<MachineHistoryReader>();
        services.TryAddSingleton<FreshnessReader>();
        services.TryAddSingleton<ReconciliationReader>();
        return services;
    }
}
