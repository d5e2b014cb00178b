using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Presage.Hosting.Life;

/// <summary>The life of a process that runs until it is told to stop, whenever that is.</summary>
public static class HostLife
{
    /// <summary>How long what was begun may take to end when the process is told to stop before it is ready.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LongestDisposal = TimeSpan.FromSeconds(1);

    /// <summary>Starts the host, and stops it when it is told to; being told so while it still starts is no error.</summary>
    /// <param name="started">What to do between.</param>
    public static async Task RunAsync(IHost host, CancellationToken told, Func<Task>? started = null)
    {
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        await using var stop = told.Register(lifetime.StopApplication);
        try
        {
            await host.StartAsync(CancellationToken.None);
            if (started is not null)
                await started();

            await host.WaitForShutdownAsync(CancellationToken.None);
        }
        catch (Exception exception) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            var life = host.Services.GetRequiredService<ProcessLife>();
            Log.StartIsGivenUp(host.Services.GetRequiredService<ILogger<ProcessLife>>(), exception, life.Service);
            await LimitAsync(() => host.StopAsync(CancellationToken.None), LongestStop);
        }
        finally
        {
            // What runs in the background then ends without a complaint, and what does not let itself be disposed of is left behind: the
            // process ends here.
            lifetime.StopApplication();
            await LimitAsync(() => DisposeAsync(host), LongestDisposal);
        }
    }

    /// <summary>How something ends does not matter any more.</summary>
    private static Task<Task> LimitAsync(Func<Task> farewell, TimeSpan longest) => Task.WhenAny(Task.Run(farewell), Task.Delay(longest));

    private static async Task DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            host.Dispose();
    }
}
