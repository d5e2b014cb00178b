using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Engine;

namespace Presage.Hosting;

public static class ServiceRun
{
    private static readonly TimeSpan LongestDisposal = TimeSpan.FromSeconds(5);

    /// <summary>Runs the process until it is told to stop, which is no error even while it still starts.</summary>
    public static async Task RunUntilStoppedAsync(this IHost host)
    {
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        try
        {
            await host.StartAsync();
            await host.WaitForShutdownAsync();
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
        }
        catch (PresageException exception)
        {
            // What runs in the background then ends without a complaint.
            lifetime.StopApplication();
            await Console.Error.WriteLineAsync($"{exception.Message} {exception.Remedy}");
            Environment.ExitCode = 1;
        }
        finally
        {
            // What does not let itself be disposed of is left behind: the process ends here.
            await Task.WhenAny(Task.Run(async () => await ((IAsyncDisposable)host).DisposeAsync()), Task.Delay(LongestDisposal));
        }
    }
}
