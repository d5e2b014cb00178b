using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Presage.Application.Runs;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;
using Presage.Reporting;
using Presage.Storage;

namespace Presage.Cli.Composition;

/// <summary>
/// What a command needs for as long as it runs: all services in this process, or, when the bus is a broker, only the way to the services
/// that run elsewhere.
/// </summary>
internal sealed class EmbeddedServices : IAsyncDisposable
{
    /// <summary>
    /// How long work in hand may go on once the command has its answer or was interrupted; what is undone is done by giving the command
    /// again.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(5);

    private readonly IHost _host;
    private readonly TimeSpan _longestStop;

    private EmbeddedServices(IHost host, TimeSpan longestStop, bool runElsewhere) =>
        (_host, _longestStop, RunElsewhere) = (host, longestStop, runElsewhere);

    /// <summary>Whether other processes do the work, and go on with it when this one ends.</summary>
    public bool RunElsewhere { get; }

    /// <summary>What a request waits for that is not published at once, as a sentence.</summary>
    public string WhatPublishesWaitFor() => RunElsewhere
        ? Get<BrokerState>().Trouble?.Sentence
            ?? $"The broker {Get<MessagingOptions>().BrokerName} has not confirmed the request yet; it is waited for up to "
            + $"{PublishTimeout.Longest.TotalSeconds:0} s."
        : "The request is not taken up yet.";

    public static async Task<EmbeddedServices> StartAsync(
        string data, CommandLog log, EmbeddedSettings settings, IStoreWaits waits, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "presage" });
        builder.Services.AddSingleton(waits);
        var elsewhere = RemoteServices.AreConfigured();
        if (elsewhere)
            builder.AddRemoteServices(data, log, settings);
        else
        {
            // Whoever gave the command is told what failed, and takes it up again by giving it again.
            builder.Configuration.AddInMemoryCollection([new("Messaging:KeepFaults", "false")]);
            builder.AddAllServices(data, log, settings);
            builder.Services.AddSingleton<LocalFailures>();
            builder.Services.AddReceiveObserver(services => services.GetRequiredService<LocalFailures>());
        }

        // Services that run elsewhere leave nothing to finish here.
        var longestStop = elsewhere ? Grace : LongestStop;
        builder.Services.AddReporting();
        builder.Services.Configure<MassTransitHostOptions>(options =>
        {
            options.ConsumerStopTimeout = Grace;
            options.StopTimeout = longestStop;
        });

        var host = builder.Build();
        await (elsewhere ? host.StartWithBrokerAsync(cancellation) : host.StartAsync(cancellation));
        return new EmbeddedServices(host, longestStop, elsewhere);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>
    /// Stops the services. One that does not stop in time is left behind: the process ends, and the store is safe against that.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        var stop = _host.StopAsync();
        if (await Task.WhenAny(stop, Task.Delay(_longestStop)) == stop)
            await Task.WhenAny(Task.Run(_host.Dispose), Task.Delay(_longestStop));
    }
}
