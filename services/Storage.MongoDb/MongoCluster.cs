using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;
using MongoDB.Driver.Core.Clusters.ServerSelectors;
using MongoDB.Driver.Core.Configuration;
using MongoDB.Driver.Core.Events;
using MongoDB.Driver.Core.Servers;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>
/// The servers behind an address as they have shown themselves. The driver asks here before it chooses one for an operation, so that
/// servers which do not suit are told at once, and none is asked anything besides.
/// </summary>
internal sealed class MongoCluster(MongoAddress address) : IServerSelector
{
    /// <summary>Also those that the driver has left out since.</summary>
    private readonly ConcurrentDictionary<EndPoint, ServerDescription> _seen = new();

    private long _lastHeartbeat = Stopwatch.GetTimestamp();

    public MongoAddress Address => address;

    /// <summary>When a server last showed that it is alive.</summary>
    public long LastHeartbeat => Interlocked.Read(ref _lastHeartbeat);

    /// <summary>Why each server that cannot be used cannot; empty where that is not known.</summary>
    public IReadOnlyList<string> Troubles =>
        _seen.IsEmpty && address.Settings.Scheme == ConnectionStringScheme.MongoDBPlusSrv ? ["the DNS names no servers of it"] :
        [
            .. _seen.Values.Where(server => server.State == ServerState.Disconnected && server.HeartbeatException is not null)
                .Select(server => $"{MongoSuitability.NameOf(server)}: {MongoSuitability.TroubleOf(server, address.Tls)}").Order(),
        ];

    /// <param name="received">What hears of every answer of a server, on the way to whoever waits for it.</param>
    public MongoClient Connect(Action received)
    {
        var settings = address.Settings.Clone();
        settings.ClusterConfigurator = builder => builder
            .ConfigureCluster(cluster => cluster.With(preServerSelector: new Optional<IServerSelector>(this)))
            .Subscribe<ServerDescriptionChangedEvent>(changed => _seen[changed.NewDescription.EndPoint] = changed.NewDescription)
            .Subscribe<ServerHeartbeatSucceededEvent>(_ => Interlocked.Exchange(ref _lastHeartbeat, Stopwatch.GetTimestamp()))
            .Subscribe<ConnectionReceivedMessageEvent>(_ => received());

        // What watches the servers belongs to no operation.
        using (ExecutionContext.SuppressFlow())
            return new MongoClient(settings);
    }

    /// <exception cref="PresageException"><c>store-unsuitable</c>, <c>store-tls</c>, <c>bad-store-uri</c>.</exception>
    public IEnumerable<ServerDescription> SelectServers(ClusterDescription cluster, IEnumerable<ServerDescription> servers) =>
        WhyUnsuitable(cluster) is { } why ? throw why : servers;

    public PresageException? WhyUnsuitable(ClusterDescription cluster) => MongoSuitability.WhyNot(cluster, [.. _seen.Values], address);

    /// <summary>Servers that the driver itself does not speak to.</summary>
    public PresageException? WhyIncompatible() =>
        _seen.Values.Select(server => MongoSuitability.WhyVersion(server, address)).FirstOrDefault(why => why is not null);
}
