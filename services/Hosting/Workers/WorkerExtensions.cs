using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Presage.Hosting.Workers;

public static class WorkerExtensions
{
    /// <summary>For processes that stay: they say in the store that they are there. A command's own work ends with it.</summary>
    public static void AddWorkerHeartbeat(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton<WorkerIdentity>();
        builder.Services.AddHostedService<WorkerHeartbeat>();
    }
}
