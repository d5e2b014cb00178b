using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Presage.Engine;
using Presage.Hosting.Life;
using Presage.Storage;

namespace Presage.Hosting.Errors;

/// <summary>Any exception as an error that a person can understand, for the ledger, faults, answers and terminals.</summary>
public static class Failure
{
    /// <summary>The numbers by which Linux says so.</summary>
    private const int OpenInProcess = 24;

    private const int OpenInSystem = 23;

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
        OutOfMemoryException => new(
            ErrorKind.Unavailable, "out-of-memory",
            $"This takes more than the {Surroundings.MegabytesAllowed()} MB that the process may use.", Surroundings.HowToRaiseMemory,
            exception),
        _ when HasTooManyFiles(exception) => new(
            ErrorKind.Unavailable, "too-many-files",
            $"The process has as many files and connections open as it may: {Surroundings.FilesAllowed()}.", Surroundings.HowToRaiseFiles,
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

    private static bool HasTooManyFiles(Exception exception) => exception switch
    {
        IOException { HResult: OpenInProcess or OpenInSystem } => true,
        SocketException { SocketErrorCode: SocketError.TooManyOpenSockets } => true,
        _ => exception.InnerException is { } inner && HasTooManyFiles(inner),
    };

    private static string Sentence(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim();
        return line.EndsWith('.') ? line : $"{line}.";
    }
}
