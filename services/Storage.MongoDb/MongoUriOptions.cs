using MongoDB.Driver.Core.Configuration;

namespace Presage.Storage.MongoDb;

/// <summary>Options of an address do what they say, or are refused by name.</summary>
internal static class MongoUriOptions
{
    /// <summary>Those that the driver leaves to the program.</summary>
    private static readonly string[] OfFiles = [MongoTls.AuthorityFile, MongoTls.KeyFile, MongoTls.KeyFilePassword];

    /// <summary>
    /// What a write survives and what a read sees is not a matter of the address, which may only say the same.
    /// </summary>
    private static readonly Dictionary<string, string> Fixed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["fsync"] = "false",
        ["j"] = "true",
        ["journal"] = "true",
        ["readConcernLevel"] = "majority",
        ["readPreference"] = "primary",
        ["retryReads"] = "true",
        ["retryWrites"] = "true",
        ["safe"] = "true",
        ["w"] = "majority",
    };

    /// <summary>Without a meaning where reads go to the primary, or in this driver.</summary>
    private static readonly HashSet<string> Idle = new(StringComparer.OrdinalIgnoreCase)
    {
        "maxStaleness", "maxStalenessSeconds", "readPreferenceTags", "waitQueueMultiple", "waitQueueSize",
    };

    /// <exception cref="Engine.PresageException"><c>bad-store-uri</c>.</exception>
    public static void ThrowIfUseless(ConnectionString uri)
    {
        var useless = uri.AllUnknownOptionNames.Except(OfFiles, StringComparer.OrdinalIgnoreCase)
            .Concat(uri.AllOptionNames.Where(Idle.Contains)).FirstOrDefault();
        if (useless is not null)
            throw MongoAddress.BadUri(
                $"The option {useless} in Storage:Uri has no effect here.", "Leave it out, or correct its name.");

        foreach (var name in uri.AllOptionNames)
            if (Fixed.TryGetValue(name, out var value) && !value.Equals(uri.GetOption(name), StringComparison.OrdinalIgnoreCase))
                throw MongoAddress.BadUri(
                    $"The option {name} in Storage:Uri can be nothing but {value}: what is written survives the loss of a server, and what "
                        + "is read is that.",
                    "Leave it out.");
    }
}
