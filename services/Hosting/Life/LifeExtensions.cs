using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Presage.Hosting.Life;

internal static class LifeExtensions
{
    /// <summary>The process's state, and who it is. What stands first stops last.</summary>
    public static void AddLife(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHostedService<LifeCycle>();
        builder.AddStart();
    }

    /// <summary>The same of a process that starts and gets no further for as long as this host is there.</summary>
    public static void AddStart(this IHostApplicationBuilder builder)
    {
        var service = ProcessLife.ServiceOf(builder.Environment.ApplicationName);
        builder.Services.TryAddSingleton(services => new ProcessLife(service, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        if (SystemdSocket.OfProcess() is { } socket)
            builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<SystemdNotifier>(services, socket));
    }
}
