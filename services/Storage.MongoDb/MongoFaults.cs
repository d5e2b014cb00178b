using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>
/// What the driver's exceptions and the server's codes mean to a person, and whether it is any use to try again: what the server refuses
/// it refuses again, and what was lost on the way comes back.
/// </summary>
internal static class MongoFaults
{
    private static readonly string[] PassingLabels =
        ["RetryableWriteError", "TransientTransactionError", "RetryableError", "SystemOverloadedError"];

    /// <summary>Null for what is not of the driver.</summary>
    public static Exception? Translate(Exception error, MongoCluster cluster) => error switch
    {
        PresageException or OperationCanceledException => null,
        MongoAuthenticationException { InnerException: MongoConnectionException } => Busy(cluster.Address, error),
        MongoAuthenticationException or MongoConnectionException { InnerException: MongoAuthenticationException } =>
            NotAccepted(error, cluster),
        MongoIncompatibleDriverException => cluster.WhyIncompatible() ?? Refused(cluster.Address, error.Message, error),
        MongoConfigurationException => MongoAddress.BadUri(
            $"MongoDB at {cluster.Address.Servers} cannot be reached as Storage:Uri says.", "Check its host names and options.", error),
        MongoBulkWriteException bulk => OfCode(CodeOf(bulk), bulk, cluster.Address),
        MongoWriteException write => OfCode(write.WriteError?.Code ?? write.WriteConcernError?.Code ?? 0, write, cluster.Address),
        MongoWriteConcernException concern => OfCode(CodeOf(concern), concern, cluster.Address),
        MongoExecutionTimeoutException or MongoConnectionException or MongoWaitQueueFullException or MongoConnectionPoolPausedException
            or MongoCursorNotFoundException or MongoNotPrimaryException or MongoNodeIsRecoveringException =>
            Busy(cluster.Address, error),
        MongoCommandException command => OfCode(command.Code, command, cluster.Address),
        TimeoutException => Unreachable(
            $"No primary of MongoDB at {cluster.Address.Servers} answered for "
                + $"{cluster.Address.Settings.ServerSelectionTimeout.TotalSeconds:0.#} seconds", cluster, error),
        MongoException when error.InnerException is { } inner => Translate(inner, cluster),
        FormatException or BsonSerializationException when error.Message.Contains("MaxDocumentSize", StringComparison.OrdinalIgnoreCase) =>
            Large(cluster.Address, error),
        MongoClientException or NotSupportedException => Refused(cluster.Address, error.Message, error),
        _ => null,
    };

    /// <summary>An operation was without an answer for too long.</summary>
    public static PresageException Silent(MongoCluster cluster, TimeSpan patience) => Unreachable(
        $"MongoDB at {cluster.Address.Servers} has not answered for {patience.TotalSeconds:0} seconds", cluster, null);

    private static PresageException Unreachable(string what, MongoCluster cluster, Exception? error) => new(
        ErrorKind.Unavailable, "store-unreachable",
        $"{what}{(cluster.Troubles is { Count: > 0 } troubles ? $" ({string.Join("; ", troubles)})" : "")}.",
        "Check that the servers run, have a primary and are not overloaded, that the network reaches them, and that host, port, replica "
            + "set and TLS in Storage__Uri are right.", error);

    private static PresageException OfCode(int code, MongoException error, MongoAddress address) => code switch
    {
        _ when MongoCodes.Denied.Contains(code) => Forbidden(MongoRights.CommandOf(error), error, address),
        MongoCodes.DiskFull => new PresageException(
            ErrorKind.Unavailable, "store-full", $"MongoDB at {address.Servers} has no room left on its disk.",
            "Free or add disk space, then do it again.", error),
        MongoCodes.ValidationFailed => new PresageException(
            ErrorKind.Unavailable, "store-rules", $"The rules of the database {address.Name} refuse a document of this program.",
            "Deploy the topology of this version, which brings the rules up to date.", error),
        MongoCodes.WriteConcernFailed => new PresageException(
            ErrorKind.Unavailable, "store-no-majority",
            $"No majority of the servers of MongoDB at {address.Servers} acknowledged a write within "
                + $"{address.Settings.WriteConcern.WTimeout?.TotalSeconds:0} seconds.",
            "See that enough members of the replica set run and keep up with the primary; what was written is kept.", error),
        MongoCodes.UnknownWriteConcern or MongoCodes.UnsatisfiableWriteConcern => new PresageException(
            ErrorKind.Invalid, "store-unsuitable", $"No majority of the servers of MongoDB at {address.Servers} can acknowledge a write.",
            "Add members that keep data to the replica set, or use another.", error),
        _ when MongoCodes.TooLarge.Contains(code) => Large(address, error),
        _ when MongoCodes.MomentGone.Contains(code) => new PresageException(
            ErrorKind.TooLarge, "read-too-long",
            $"Reading took longer than MongoDB at {address.Servers} keeps the state with which it began.",
            "Read a shorter range, or raise MongoDB's minSnapshotHistoryWindowInSeconds.", error),
        _ when MongoCodes.Passing.Contains(code) || PassingLabels.Any(error.HasErrorLabel) => Busy(address, error),
        _ => Refused(address, $"{error.Message.TrimEnd('.')} (code {code})", error),
    };

    /// <summary>Of several reasons the one that matters.</summary>
    private static int CodeOf(MongoBulkWriteException error) =>
        error.WriteErrors.Select(write => write.Code).FirstOrDefault(
            code => code != MongoCodes.DuplicateKey, error.WriteConcernError?.Code ?? MongoCodes.DuplicateKey);

    private static int CodeOf(MongoWriteConcernException error) =>
        error.Result?.GetValue("writeConcernError", null) is BsonDocument concern ? concern.GetValue("code", 0).ToInt32() : error.Code;

    /// <summary>A server that refuses a log-in for a passing reason has not judged the user.</summary>
    private static PresageException NotAccepted(Exception error, MongoCluster cluster)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
            if (cause is MongoCommandException command && MongoCodes.Passing.Contains(command.Code))
                return Busy(cluster.Address, error);

        return Denied($"MongoDB at {cluster.Address.Servers} does not accept {UserOf(cluster.Address)}, or the password.", error);
    }

    private static PresageException Forbidden(string? command, MongoException error, MongoAddress address) => Denied(
        $"{UserOf(address, capital: true)} may not {(command is null ? "do this" : $"give the command {command}")} in the database "
            + $"{address.Database} of MongoDB at {address.Servers}.", error, MongoRights.RoleFor(command));

    private static PresageException Denied(string message, Exception error, string role = "readWrite") => new(
        ErrorKind.Forbidden, "store-access-denied", message,
        $"Check user, password and authSource in Storage__Uri, and give the user the role {role} of the database.", error);

    private static PresageException Large(MongoAddress address, Exception error) => new(
        ErrorKind.TooLarge, "record-too-large", $"A document is larger than the 16 MiB that MongoDB at {address.Servers} takes.",
        "Use blocks of a shorter period or smaller slices, then do it again.", error);

    private static PresageException Refused(MongoAddress address, string reason, Exception error) => new(
        ErrorKind.Invalid, "store-refused",
        $"MongoDB at {address.Servers} refuses what Presage asks of it: {reason.ReplaceLineEndings(" ").TrimEnd('.')}.",
        "Use MongoDB 5.0 or later; a server that only speaks its protocol has to know this too.", error);

    private static PresageException Busy(MongoAddress address, Exception error) => new(
        ErrorKind.Busy, "store-busy",
        $"The connection to MongoDB at {address.Servers} was lost, or its primary changed, during an operation.",
        "Try again; what was stored is kept.", error);

    private static string UserOf(MongoAddress address, bool capital = false) =>
        address.User is { } user ? $"{(capital ? "The" : "the")} user '{user}'" : capital ? "Somebody without a user"
            : "connections without a user";
}
