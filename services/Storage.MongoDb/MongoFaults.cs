using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>What the driver's exceptions and the server's codes mean to a person.</summary>
internal static class MongoFaults
{
    public const int DuplicateKey = 11_000;

    private const int Unauthorized = 13;
    private const int AuthenticationFailed = 18;
    private const int ValidationFailed = 121;
    private const int SnapshotTooOld = 239;
    private const int TooLarge = 10_334;
    private const int TooLargeForCommand = 17_280;
    private const int TooLargeAfterUpdate = 17_419;
    private const int TooLargeAfterUpsert = 17_420;
    private const int DiskFull = 14_031;

    /// <summary>Null for what is not of the driver.</summary>
    public static Exception? Translate(Exception error, MongoAddress address) => error switch
    {
        PresageException or OperationCanceledException => null,
        MongoAuthenticationException => Denied($"MongoDB at {address.Servers} does not accept {UserOf(address)}.", error),
        MongoConnectionException { InnerException: MongoAuthenticationException } => Denied(
            $"MongoDB at {address.Servers} does not accept {UserOf(address)}.", error),
        MongoConfigurationException => new PresageException(
            ErrorKind.Invalid, "bad-store-uri", $"MongoDB at {address.Servers} cannot be reached as Storage:Uri says.",
            "Check its host names and options.", error),
        MongoBulkWriteException bulk => OfCode(CodeOf(bulk), bulk, address),
        MongoWriteException write => OfCode(write.WriteError?.Code ?? write.WriteConcernError?.Code ?? 0, write, address),
        MongoWriteConcernException => Busy(address, error),
        MongoCommandException command => OfCode(command.Code, command, address),
        MongoExecutionTimeoutException or MongoConnectionException or MongoWaitQueueFullException or MongoConnectionPoolPausedException
            or MongoCursorNotFoundException =>
            Busy(address, error),
        TimeoutException => Unreachable(address, error),
        MongoException when error.InnerException is { } inner => Translate(inner, address),
        FormatException or BsonSerializationException when error.Message.Contains("MaxDocumentSize", StringComparison.OrdinalIgnoreCase) =>
            Large(address, error),
        _ => null,
    };

    private static PresageException? OfCode(int code, MongoException error, MongoAddress address) => code switch
    {
        Unauthorized or AuthenticationFailed => Denied(
            $"{UserOf(address, capital: true)} may not do this in the database {address.Database} of MongoDB at {address.Servers}.", error),
        DiskFull => new PresageException(
            ErrorKind.Unavailable, "store-full", $"MongoDB at {address.Servers} has no room left on its disk.",
            "Free or add disk space, then do it again.", error),
        TooLarge or TooLargeForCommand or TooLargeAfterUpdate or TooLargeAfterUpsert => Large(address, error),
        ValidationFailed => new PresageException(
            ErrorKind.Unavailable, "store-rules", $"The rules of the database {address.Name} refuse a document of this program.",
            "Deploy the topology of this version, which brings the rules up to date.", error),
        SnapshotTooOld => new PresageException(
            ErrorKind.TooLarge, "read-too-long",
            $"Reading took longer than MongoDB at {address.Servers} keeps the state with which it began.",
            "Read a shorter range, or raise MongoDB's minSnapshotHistoryWindowInSeconds.", error),
        _ when IsTransient(error) => Busy(address, error),
        _ => null,
    };

    /// <summary>Of several reasons the one that matters.</summary>
    private static int CodeOf(MongoBulkWriteException error) =>
        error.WriteErrors.Select(write => write.Code).FirstOrDefault(
            code => code != DuplicateKey, error.WriteConcernError?.Code ?? DuplicateKey);

    private static bool IsTransient(MongoException error) =>
        error is MongoNotPrimaryException or MongoNodeIsRecoveringException or MongoBulkWriteException
        {
            WriteConcernError: not null,
        } or MongoWriteException { WriteConcernError: not null }
        || error.HasErrorLabel("RetryableWriteError") || error.HasErrorLabel("TransientTransactionError");

    private static PresageException Denied(string message, Exception error) => new(
        ErrorKind.Unavailable, "store-access-denied", message,
        "Check user, password and authSource in Storage__Uri, and give the user the role readWrite of the database.", error);

    private static PresageException Large(MongoAddress address, Exception error) => new(
        ErrorKind.TooLarge, "record-too-large", $"A document is larger than the 16 MiB that MongoDB at {address.Servers} takes.",
        "Use blocks of a shorter period or smaller slices, then do it again.", error);

    private static PresageException Unreachable(MongoAddress address, Exception error) => new(
        ErrorKind.Unavailable, "store-unreachable",
        $"No primary of MongoDB at {address.Servers} answered for {address.Settings.ServerSelectionTimeout.TotalSeconds:0} seconds.",
        "Check that the servers run and have a primary, that the network reaches them, and that host, port, replica set and TLS in "
            + "Storage__Uri are right.", error);

    private static PresageException Busy(MongoAddress address, Exception error) => new(
        ErrorKind.Busy, "store-busy",
        $"The connection to MongoDB at {address.Servers} was lost, or its primary changed, during an operation.",
        "Try again; what was stored is kept.", error);

    private static string UserOf(MongoAddress address, bool capital = false) =>
        address.User is { } user ? $"{(capital ? "The" : "the")} user '{user}'" : capital ? "Somebody without a user"
            : "connections without a user";
}
