using Microsoft.AspNetCore.Connections;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Errors;

/// <summary>Any exception as an error that a person can understand, for the ledger, faults, answers and terminals.</summary>
public static class Failure
{
    /// <param name="cancellation">
    /// What the work was to stop by: an exception that comes from it says that it was interrupted, and not that it failed.
    /// </param>
    public static PresageException Of(Exception exception, CancellationToken cancellation = default) => exception switch
    {
        PresageException known => known,
        AggregateException { InnerExceptions: [var only] } => Of(only, cancellation),
        OperationCanceledException when cancellation.IsCancellationRequested => new(
            ErrorKind.Conflict, "cancelled", "The work was interrupted.", "Try again; what was stored is kept.",
            exception),
        UnauthorizedAccessException => new(
            ErrorKind.Forbidden, "no-access", Sentence(exception.Message), "Check the permissions, or name another place.", exception),
        FileNotFoundException or DirectoryNotFoundException => new(
            ErrorKind.NotFound, "not-found", Sentence(exception.Message), "Check the path.", exception),
        IOException { InnerException: AddressInUseException } => new(
            ErrorKind.Conflict, "address-in-use", Sentence(exception.Message), "Stop the other process, or choose another address.",
            exception),
        IOException => new(
            ErrorKind.Unavailable, "io-error", Sentence(exception.Message),
            "Check that the disk is there, writable and not full, then try again.", exception),
        _ => new(
            ErrorKind.Internal, "internal-error", Sentence($"{exception.GetType().Name}: {exception.Message}"),
            "Try again; if it happens again, report it with the log.", exception),
    };

    /// <summary>As the ledger and the list of faults keep it.</summary>
    public static RunError ToRunError(this PresageException failure) => new(failure.Kind, failure.Code, failure.Message, failure.Remedy);

    private static string Sentence(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim();
        return line.EndsWith('.') ? line : $"{line}.";
    }
}
