using System.Buffers;
using System.Net.Sockets;
using DnsClient;
using MongoDB.Driver;
using MongoDB.Driver.Core.Configuration;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>Where the database is and how it is reached, checked.</summary>
internal sealed class MongoAddress
{
    private const string DefaultDatabase = "presage";

    /// <summary>How long a majority of the servers may take to acknowledge a write; less than a person waits for an answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>How long one command may take, as long as the server is alive.</summary>
    private static readonly TimeSpan LongestCommand = TimeSpan.FromSeconds(120);

    private const int LongestName = 63;

    private static readonly SearchValues<char> NotInNames = SearchValues.Create("/\\. \"$*<>:|?\0");

    /// <summary>Databases of MongoDB itself.</summary>
    private static readonly string[] Reserved = ["admin", "local", "config"];

    private const string Example = "mongodb://user:password@host:27017/?replicaSet=rs0";

    private MongoAddress(MongoClientSettings settings, MongoTls tls, string database, IEnumerable<string> servers)
    {
        (Settings, Tls, Database) = (settings, tls, database);
        Servers = string.Join(',', servers);
    }

    public MongoClientSettings Settings { get; }

    public MongoTls Tls { get; }

    public string Database { get; }

    /// <summary>Hosts and ports as given.</summary>
    public string Servers { get; }

    public string? User => Settings.Credential?.Username;

    public string Name => $"{Database} at {Servers}";

    /// <exception cref="PresageException"><c>no-store-uri</c>, <c>bad-store-uri</c>; <c>store-unreachable</c>: no DNS answers.</exception>
    public static MongoAddress Of(StorageOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Uri))
            throw new PresageException(
                ErrorKind.Invalid, "no-store-uri", "The storage provider 'mongodb' has no address.",
                $"Set Storage__Uri to one such as {Example}.");

        try
        {
            var uri = new ConnectionString(options.Uri);
            MongoUriOptions.ThrowIfUseless(uri);
            ThrowIfNoDomain(uri);
            var settings = SettingsOf(options.Uri, uri);
            var tls = MongoTls.Of(uri);
            tls.ApplyTo(settings);
            var servers = uri.Scheme == ConnectionStringScheme.MongoDBPlusSrv
                ? settings.Servers.Select(server => server.Host)
                : settings.Servers.Select(server => $"{server.Host}:{server.Port}");
            return new(settings, tls, DatabaseOf(options.Database, uri.DatabaseName), servers);
        }
        catch (Exception error) when (error is DnsResponseException or SocketException)
        {
            throw new PresageException(
                ErrorKind.Unavailable, "store-unreachable",
                $"No DNS answers who the servers of the address in Storage:Uri are: {error.Message}",
                "Check that the name in the address is right and that a DNS can be reached.", error);
        }
        catch (Exception error) when (error is MongoConfigurationException or ArgumentException or FormatException)
        {
            // What the driver says may repeat the address with its password.
            throw BadUri(
                "The address of MongoDB in Storage:Uri cannot be read.",
                $"Write it as {Example}, with special characters of user and password percent-encoded.");
        }
    }

    public static PresageException BadUri(string message, string remedy, Exception? inner = null) =>
        new(ErrorKind.Invalid, "bad-store-uri", message, remedy, inner);

    private static MongoClientSettings SettingsOf(string address, ConnectionString uri)
    {
        var settings = MongoClientSettings.FromConnectionString(address);
        settings.ApplicationName ??= "presage";
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true, wTimeout: uri.WTimeout ?? Patience);
        settings.ReadConcern = ReadConcern.Majority;
        settings.ReadPreference = ReadPreference.Primary;
        settings.RetryReads = true;
        settings.RetryWrites = true;

        // What commands mean stays so whichever version the server has; it came with the oldest that suits.
        settings.ServerApi = new ServerApi(ServerApiVersion.V1);
        if (settings.SocketTimeout == TimeSpan.Zero)
            settings.SocketTimeout = LongestCommand;

        return settings;
    }

    /// <param name="path">That of the address.</param>
    private static string DatabaseOf(string? configured, string? path)
    {
        if (path is not null && configured is not null && path != configured)
            throw BadUri(
                $"The address in Storage:Uri names the database {path}, and Storage:Database names {configured}.",
                $"Leave one of them out; where {path} only says who knows the user, write authSource={path} in place of the path.");

        var name = path ?? configured ?? DefaultDatabase;
        if (Reserved.Contains(name))
            throw BadUri(
                $"The database {name} belongs to MongoDB itself.",
                $"Name another with Storage__Database; to say who knows the user, write authSource={name} in place of the path.");
        if (name.Length is 0 or > LongestName || name.AsSpan().ContainsAny(NotInNames))
            throw BadUri(
                "The name of the database in Storage:Database, or in the path of Storage:Uri, is none that MongoDB takes.",
                $"Use up to {LongestName} characters without spaces, dots, slashes and quotes.");

        return name;
    }

    private static void ThrowIfNoDomain(ConnectionString uri)
    {
        if (uri.Scheme == ConnectionStringScheme.MongoDBPlusSrv
            && uri.Hosts is [System.Net.DnsEndPoint { Host: var host }] && !host.Contains('.', StringComparison.Ordinal))
            throw BadUri(
                $"The address in Storage:Uri asks the DNS for the servers of {host}, which is no domain.",
                "Write mongodb+srv with a domain such as cluster.example.com, or mongodb with the servers themselves.");
    }
}
