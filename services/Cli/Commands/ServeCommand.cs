using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Presage.Application.Runs;
using Presage.Cli.Composition;
using Presage.Cli.Execution;
using Presage.Cli.Parsing;
using Presage.Hosting.Health;
using Presage.Hosting.Life;
using Presage.Hosting.Workers;
using Presage.Storage;

namespace Presage.Cli.Commands;

internal static class ServeCommand
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    public static Command Create()
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Address of /health/live and /health/ready.",
            HelpName = "URL",
            DefaultValueFactory = _ => DefaultUrl,
        };
        urls.Validators.Add(OnlyLoopback);
        return new Command("serve", "Run all services in this process until it is stopped; runs left unfinished go on.") { urls }
            .Does(call => UntilStoppedAsync(call, call.Get(urls)));
    }

    /// <summary>Being told to stop is how it ends, also before it serves.</summary>
    private static async Task UntilStoppedAsync(CommandCall call, string urls)
    {
        try
        {
            await RunAsync(call, urls);
        }
        catch (OperationCanceledException) when (call.Cancellation.IsCancellationRequested)
        {
        }
    }

    private static async Task RunAsync(CommandCall call, string urls)
    {
        // Opening a store that somebody else holds may take its time.
        call.EndAtOnce(true);
        call.Cancellation.ThrowIfCancellationRequested();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "presage" });
        builder.AddWorkerHeartbeat();
        builder.AddAllServices(call.Data, call.Log.OfService(), new EmbeddedSettings(await UnfinishedSourcesAsync(call), WakesRuns: true));
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseUrls(urls);

        var app = builder.Build();
        app.UseRouting();
        app.MapHealth();
        var store = app.Services.GetRequiredService<IStoreTopology>().Name;
        call.EndAtOnce(false);
        await HostLife.RunAsync(app, call.Cancellation, async () =>
        {
            var resumed = await app.Services.GetRequiredService<IRunRequests>().ResumeAsync(call.Cancellation);
            call.Terminal.Note($"Serving the store {store} on {urls}; {resumed} unfinished runs go on. Stop with Ctrl+C.");
        });
    }

    private static async Task<IReadOnlyList<string>> UnfinishedSourcesAsync(CommandCall call)
    {
        if (!ConfiguredStore.Exists(ConfiguredStore.OptionsOf(call.Data)))
            return [];

        await using var store = call.OpenStore();
        return await store.Get<IRuns>().SourcesAsync(call.Cancellation);
    }

    private static void OnlyLoopback(OptionResult result)
    {
        foreach (var url in (result.Tokens is [{ Value: var text }] ? text : DefaultUrl).Split(';'))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp)
                result.AddError($"'{url}' is not an http address for --urls.", $"Write it as {DefaultUrl}.");
            else if (address.Host != "localhost" && !(IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip)))
                result.AddError(
                    $"'{url}' can be reached from other machines, and there is no authentication.",
                    $"Use a loopback address such as {DefaultUrl}.");
        }
    }
}
