using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Presage.Engine;
using Presage.Hosting.Endpoints;
using Presage.Hosting.Errors;
using Presage.Hosting.Health;
using Presage.Hosting.Life;
using Presage.Hosting.Observability;
using Presage.Hosting.Stores;
using Presage.Hosting.Workers;

namespace Presage.Hosting;

/// <summary>The program of a service that is a process of its own.</summary>
public static class ServiceProgram
{
    /// <summary>
    /// Runs the process until it is told to stop. What makes it impossible to begin is told in one sentence, and the exit code is 1.
    /// </summary>
    /// <param name="args">
    /// Of the command line; <see cref="HealthProbe.Argument"/> asks after the health of the process beside this one.
    /// </param>
    /// <param name="consumers">Adds the service's consumers.</param>
    /// <param name="service">Adds what they need.</param>
    public static Task RunAsync(string[] args, Action<IBusRegistrationConfigurator> consumers, Action<IHostApplicationBuilder> service)
    {
        // Before anything is loaded, which takes its time and more. They are heard until the process is no more.
        var signals = new StopSignals { EndsAtOnce = true };
        return Surroundings.Shortage() is { } shortage ? Terminal.FailAsync($"{shortage.Found} {shortage.Remedy}")
            : UntilStoppedAsync(args, consumers, service, signals);
    }

    private static async Task UntilStoppedAsync(
        string[] args, Action<IBusRegistrationConfigurator> consumers, Action<IHostApplicationBuilder> service, StopSignals signals)
    {
        if (await HealthProbe.HasAnsweredAsync(args))
            return;

        LogSettings? log = null;
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            log = builder.AddConsoleLog(LogSettings.Of(builder.Configuration));
            builder.AddStorage();
            builder.AddServiceDefaults();

            // Before the bus, so that it ends after it.
            builder.AddWorkerHeartbeat();
            builder.AddMessaging(consumers);
            service(builder);

            var app = builder.Build();

            // Health knows the bus, and that opens the store.
            await using (var room = new WaitingRoom(args, log))
                await StoreTurn.AwaitAsync(app.Services, why => room.TellAsync("store", why));

            app.MapHealth();
            signals.EndsAtOnce = false;
            await HostLife.RunAsync(app, signals.Told);
        }
        catch (Exception exception)
        {
            var failure = Failure.Of(exception);
            await Terminal.FailAsync((log ?? new LogSettings()).Critical($"{failure.Message} {failure.Remedy}", exception));
        }
    }
}
