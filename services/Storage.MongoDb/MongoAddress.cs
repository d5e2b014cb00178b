using System.Buffers;
using MongoDB.Driver;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>Where the database is and how it is reached, checked.</summary>
internal sealed class MongoAddress
{
    /// <summary>How long a majority of the servers may take to acknowledge a write.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>How long a server may be silent before its connection is given up.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(120);

    private const int LongestName = 63;

    private static readonly SearchValues<char> NotInNames = SearchValues.Create("/\\. \"$*<>:|?\0");

    private const string Example = "mongodb://user:password@host:27017/?replicaSet=rs0";

    private MongoAddress(MongoClientSettings settings, string database)
    {
        (Settings, Database) = (settings, database);
        Servers = string.Join(',', settings.Servers.Select(server => $"{server.Host}:{server.Port}"));
    }

    public MongoClientSettings Settings { get; }

    public string Database { get; }

    /// <summary>Hosts and ports as given.</summary>
    public string Servers { get; }

    public string? User => Settings.Credential?.Username;

    public string Name => $"{Database} at {Servers}";

    /// <exception cref="PresageException"><c>no-store-uri</c>, <c>bad-store-uri</c>.</exception>
    public static MongoAddress Of(StorageOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Uri))
            throw new PresageException(
                ErrorKind.Invalid, "no-store-uri", "The storage provider 'mongodb' has no address.",
                $"Set Storage__Uri to one such as {Example}.");

        try
        {
            if (options.Database.Length is > 0 and <= LongestName && !options.Database.AsSpan().ContainsAny(NotInNames))
                return new(SettingsOf(options.Uri), options.Database);
        }
        catch (Exception error) when (error is MongoConfigurationException or ArgumentException or FormatException)
        {
            // What the driver says may repeat the address with its password.
        }

        throw new PresageException(
            ErrorKind.Invalid, "bad-store-uri", "The address of MongoDB in Storage:Uri, or the name in Storage:Database, cannot be read.",
            $"Write the address as {Example}, with special characters of user and password percent-encoded, and a name without spaces, "
                + "dots and slashes.");
    }

    private static MongoClientSettings SettingsOf(string uri)
    {
        var settings = MongoClientSettings.FromConnectionString(uri);
        settings.ApplicationName ??= "presage";
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true, wTimeout: Patience);
        settings.ReadConcern = ReadConcern.Majority;
        settings.ReadPreference = ReadPreference.Primary;
        settings.RetryReads = true;
        settings.RetryWrites = true;
        if (settings.SocketTimeout == TimeSpan.Zero)
            settings.SocketTimeout = LongestSilence;

        return settings;
    }
}
