using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Presage.Tests.EndToEnd.Broker.Telemetry;

/// <summary>An OpenTelemetry collector (OTLP over HTTP) that keeps in memory what it is sent.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Span> _spans = [];
    private readonly ConcurrentDictionary<(string Service, string Metric), string[]> _metrics = new();

    private Collector(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/traces", request => ReadAsync(request, AddSpans));
        app.MapPost("/v1/metrics", request => ReadAsync(request, AddMetrics));
        app.MapPost("/v1/logs", request => ReadAsync(request, _ => { }));
    }

    public IReadOnlyCollection<Span> Spans => _spans;

    /// <summary>Keys of the attributes that each service's metric was sent with.</summary>
    public IReadOnlyDictionary<(string Service, string Metric), string[]> Metrics => _metrics;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <param name="own">Files of a certificate and its key, for one that speaks TLS.</param>
    public static async Task<Collector> StartAsync((string Certificate, string Key)? own = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"{(own is null ? "http" : "https")}://127.0.0.1:0");
        if (own is { } files)
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(
                https => https.ServerCertificate = X509Certificate2.CreateFromPemFile(files.Certificate, files.Key)));

        var collector = new Collector(builder.Build());
        await collector._app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task ReadAsync(HttpContext context, Action<ReadOnlyMemory<byte>> add)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        add(body.ToArray());
        context.Response.ContentType = "application/x-protobuf";
    }

    /// <summary>See opentelemetry/proto/trace/v1/trace.proto for the numbers of the fields.</summary>
    private void AddSpans(ReadOnlyMemory<byte> request)
    {
        foreach (var resource in WireReader.Fields(request, 1))
            foreach (var scope in WireReader.Fields(resource, 2))
                foreach (var span in WireReader.Fields(scope, 2))
                    _spans.Enqueue(new Span(
                        ServiceOf(resource), WireReader.Text(span, 5), WireReader.Hex(span, 1), WireReader.Hex(span, 2),
                        WireReader.Hex(span, 4),
                        Attributes(span, 9), [.. WireReader.Fields(span, 13).Select(link => WireReader.Hex(link, 1))]));
    }

    /// <summary>
    /// See opentelemetry/proto/metrics/v1/metrics.proto: a sum is field 7, a histogram 9, their points field 1, attributes field 7 or 9 of
    /// a point.
    /// </summary>
    private void AddMetrics(ReadOnlyMemory<byte> request)
    {
        foreach (var resource in WireReader.Fields(request, 1))
            foreach (var scope in WireReader.Fields(resource, 2))
                foreach (var metric in WireReader.Fields(scope, 2))
                    _metrics[(ServiceOf(resource), WireReader.Text(metric, 1))] =
                    [
                        .. WireReader.Fields(metric, 7).SelectMany(sum => WireReader.Fields(sum, 1))
                            .SelectMany(point => Attributes(point, 7).Keys)
                            .Concat(WireReader.Fields(metric, 9).SelectMany(histogram => WireReader.Fields(histogram, 1))
                                .SelectMany(point => Attributes(point, 9).Keys))
                            .Distinct(),
                    ];
    }

    private static string ServiceOf(ReadOnlyMemory<byte> resource) =>
        WireReader.Fields(resource, 1)
            .Select(attributes => Attributes(attributes, 1).GetValueOrDefault("service.name", "")).FirstOrDefault("");

    private static Dictionary<string, string> Attributes(ReadOnlyMemory<byte> message, int number) => WireReader.Fields(message, number)
        .Select(pair =>
            (Key: WireReader.Text(pair, 1),
                Value: WireReader.Fields(pair, 2).Select(value => WireReader.Text(value, 1)).FirstOrDefault("")))
        .DistinctBy(pair => pair.Key)
        .ToDictionary(pair => pair.Key, pair => pair.Value);
}

internal sealed record Span(
    string Service, string Name, string Trace, string Id, string Parent, IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<string> Links);
