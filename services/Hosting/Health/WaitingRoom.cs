using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Hosting.Life;
using Presage.Hosting.Observability;

namespace Presage.Hosting.Health;

/// <summary>
/// Tells the health of a process that cannot be put together yet, at the addresses at which it will tell it itself: it lives and is not
/// ready, and why. Without that a platform would kill it for its silence while it waits for what it needs.
/// </summary>
/// <param name="args">Of the command line.</param>
/// <param name="log">As that of the process.</param>
internal sealed class WaitingRoom(string[] args, LogSettings log) : IAsyncDisposable
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(1);

    private WebApplication? _app;
    private string _check = "";
    private string _why = "";

    /// <summary>Says what is waited for, from now on until something else is; the first time it begins to answer.</summary>
    /// <param name="check">What does not let the process go on, such as <c>store</c>.</param>
    /// <param name="why">A sentence.</param>
    public async Task TellAsync(string check, string why)
    {
        (_check, _why) = (check, why);
        if (_app is null)
            await (_app = Create()).StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null)
            return;

        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private WebApplication Create()
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddConsoleLog(log);
        builder.AddStart();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        var app = builder.Build();
        var life = app.Services.GetRequiredService<ProcessLife>();
        app.MapGet("/health/live", () => "Healthy");
        app.MapGet("/health/ready", () => TypedResults.Text(_why, statusCode: StatusCodes.Status503ServiceUnavailable));
        app.MapGet("/health", () => TypedResults.Text(
            Json.Write(Document(life)), "application/json", statusCode: StatusCodes.Status503ServiceUnavailable));
        return app;
    }

    private HealthDocument Document(ProcessLife life) => new(
        ProcessState.Starting, false, life.Service, ProcessLife.Version, ProcessLife.Worker, life.Since, null, null,
        [new HealthCheckDocument(_check, "fails", _why, life.Since)]);
}
