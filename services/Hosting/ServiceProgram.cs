using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Presage.Engine;
using Presage.Hosting.Endpoints;
using Presage.Hosting.Health;
using Presage.Hosting.Observability;
using Presage.Hosting.Stores;

namespace Presage.Hosting;

/// <summary>The program of a service that is a process of its own.</summary>
public static class ServiceProgram
{
    private static readonly TimeSpan LongestDisposal = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Runs the process until it is told to stop. What makes it impossible to begin is told in one sentence, and the exit code is 1.
    /// </summary>
    /// <param name="args">
    /// Of the command line; <see cref="HealthProbe.Argument"/> asks after the health of the process beside this one.
    /// </param>
    /// <param name="consumers">Adds the service's consumers.</param>
    /// <param name="service">Adds what they need.</param>
    public static async Task RunAsync(
        string[] args, Action<IBusRegistrationConfigurator> consumers, Action<IHostApplicationBuilder> service)
    {
        if (await HealthProbe.HasAnsweredAsync(args))
            return;

        try
        {
            var builder = WebApplication.CreateBuilder(args);

            // Whoever asks after the health would fill the log, and why a process did not start is told in one sentence.
            builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
                .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
            builder.Configuration.AddConsoleLogDefaults(isTerminal: Terminal.IsRead);
            builder.AddStorage();
            builder.AddServiceDefaults();
            builder.AddMessaging(consumers);
            service(builder);

            var app = builder.Build();
            app.MapHealth();
            await RunUntilStoppedAsync(app);
        }
        catch (PresageException exception)
        {
            await Terminal.FailAsync($"{exception.Message} {exception.Remedy}");
        }
    }

    private static async Task RunUntilStoppedAsync(WebApplication app)
    {
        var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
        try
        {
            await app.StartAsync();
            await app.WaitForShutdownAsync();
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Being told to stop is no error, even while it still starts.
        }
        finally
        {
            // What runs in the background then ends without a complaint, and what does not let itself be disposed of is left behind: the
            // process ends here.
            lifetime.StopApplication();
            await Task.WhenAny(Task.Run(async () => await app.DisposeAsync()), Task.Delay(LongestDisposal));
        }
    }
}
