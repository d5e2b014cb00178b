using System.Net;
using System.Security.Authentication;
using DnsClient;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;
using MongoDB.Driver.Core.Servers;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>What Presage needs of servers, by what they say of themselves; one sentence for each thing that is missing.</summary>
internal static class MongoSuitability
{
    /// <summary>MongoDB 5.0, the first that reads many documents as they were at one moment without a transaction.</summary>
    public const int LeastWire = 13;

    private const string Remedy = "Use a replica set (one member will do) or a sharded cluster of MongoDB 5.0 or later.";

    /// <summary>Null as long as nothing speaks against the servers; those that have not answered yet may still come.</summary>
    /// <param name="seen">Also those that the driver has left out.</param>
    public static PresageException? WhyNot(ClusterDescription cluster, IReadOnlyList<ServerDescription> seen, MongoAddress address)
    {
        if (cluster.Servers.Count == 0)
            return cluster.DnsMonitorException is { } dns ? OfDns(dns, address)
                : seen.Select(server => OfStranger(server, address)).FirstOrDefault(why => why is not null);

        return cluster.Servers.Select(server => OfMember(server, address)).FirstOrDefault(why => why is not null)
            ?? (cluster.Servers.All(IsDistrusted) ? OfTls(cluster.Servers[0], address) : null);
    }

    public static PresageException? WhyVersion(ServerDescription server, MongoAddress address) => server.WireVersionRange switch
    {
        { Max: < LeastWire } range => Unsuitable(
            $"MongoDB at {NameOf(server)} is too old: it speaks version {range.Max} of the protocol, and Presage needs {LeastWire}, which "
                + "MongoDB 5.0 brought.", Remedy),
        { } range when !server.IsCompatibleWithDriver => Unsuitable(
            $"MongoDB at {NameOf(server)} is newer than this version of Presage: it speaks versions from {range.Min} of the protocol on.",
            "Use a later version of Presage, or an earlier one of MongoDB."),
        _ => null,
    };

    public static string NameOf(ServerDescription server) => server.EndPoint is DnsEndPoint point ? $"{point.Host}:{point.Port}"
        : $"{server.EndPoint}";

    public static string TroubleOf(ServerDescription server, MongoTls tls)
    {
        var host = server.EndPoint is DnsEndPoint point ? point.Host : ((server.EndPoint as IPEndPoint)?.Address.ToString() ?? "");
        return (IsDistrusted(server) ? tls.TroubleOf(host) : null)
            ?? CausesOf(server.HeartbeatException).Last().Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
    }

    private static PresageException? OfMember(ServerDescription server, MongoAddress address)
    {
        if (server.State != ServerState.Connected || server.Type is ServerType.Unknown or ServerType.ReplicaSetGhost)
            return null;
        if (WhyVersion(server, address) is { } version)
            return version;
        if (server.Type == ServerType.Standalone)
            return Unsuitable(
                $"MongoDB at {NameOf(server)} is a single server and no replica set, so that no write is safe and no moment can be read.",
                "Start it as a replica set of one member (replication.replSetName, then rs.initiate()), or use another server.");
        if (server.LogicalSessionTimeout is null && (server.IsDataBearing || server.Type == ServerType.ShardRouter))
            return Unsuitable(
                $"MongoDB at {NameOf(server)} has no sessions, without which evaluations and lists of predictions cannot be read.", Remedy);

        return null;
    }

    /// <summary>A server that the driver has left out, because the address describes another.</summary>
    private static PresageException? OfStranger(ServerDescription server, MongoAddress address) => server switch
    {
        { State: not ServerState.Connected } => null,
        { Type: ServerType.Standalone } => OfMember(server, address),
        { ReplicaSetConfig.Name: { } name } when name != address.Settings.ReplicaSetName => MongoAddress.BadUri(
            $"MongoDB at {NameOf(server)} is a member of the replica set {name}, and Storage:Uri asks for "
                + $"{address.Settings.ReplicaSetName}.",
            $"Write replicaSet={name}, or the address of the other replica set."),
        { Type: ServerType.ShardRouter } => MongoAddress.BadUri(
            $"MongoDB at {NameOf(server)} is the router of a sharded cluster, and Storage:Uri asks for a replica set.",
            "Leave replicaSet out."),
        _ => null,
    };

    private static PresageException OfDns(Exception error, MongoAddress address) =>
        error is DnsResponseException { Code: not DnsResponseCode.NotExistentDomain }
            ? new(
                ErrorKind.Unavailable, "store-unreachable", $"No DNS answers who the servers of {address.Servers} are: {error.Message}",
                "Check that a DNS can be reached from here.", error)
            : MongoAddress.BadUri(
                $"The DNS knows no servers of MongoDB for {address.Servers}.",
                "Check the name in Storage:Uri, and that the DNS has its SRV record.", error);

    private static PresageException OfTls(ServerDescription server, MongoAddress address) => new(
        ErrorKind.Unavailable, "store-tls",
        $"MongoDB at {NameOf(server)} cannot be spoken to over TLS: {TroubleOf(server, address.Tls)}.",
        $"Name the authority's certificate as {MongoTls.AuthorityFile} in Storage__Uri, use the name that the server's certificate is for, "
            + "or have it renewed; leave tls=true out where the server knows no TLS.",
        server.HeartbeatException);

    private static bool IsDistrusted(ServerDescription server) =>
        server.State == ServerState.Disconnected && CausesOf(server.HeartbeatException).Any(cause => cause is AuthenticationException);

    private static IEnumerable<Exception> CausesOf(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            yield return error;
    }

    private static PresageException Unsuitable(string message, string remedy) =>
        new(ErrorKind.Invalid, "store-unsuitable", message, remedy);
}
