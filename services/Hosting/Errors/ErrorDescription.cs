using Microsoft.AspNetCore.Connections;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Hosting.Errors;

/// <summary>An exception as a person is told of it, whether in the ledger, in a fault or on a terminal.</summary>
/// <param name="Message">One sentence: what is wrong.</param>
/// <param name="Remedy">One sentence: what to do.</param>
public sealed record ErrorDescription(ErrorKind Kind, string Code, string Message, string Remedy)
{
    private const string Repeat = "Try again; what was stored is kept.";

    /// <param name="cancellation">What the work was to stop by: an exception that comes from it says that it was interrupted, and not that it failed.</param>
    public static ErrorDescription Of(Exception exception, CancellationToken cancellation = default) => exception switch
    {
        PresageException known => new(known.Kind, known.Code, known.Message, known.Remedy),
        AggregateException { InnerExceptions: [var only] } => Of(only, cancellation),
        StoreBusyException => new(ErrorKind.Unavailable, "store-busy", exception.Message, Repeat),
        OperationCanceledException when cancellation.IsCancellationRequested => new(ErrorKind.Conflict, "cancelled", "The work was interrupted.", Repeat),
        UnauthorizedAccessException => new(ErrorKind.Forbidden, "no-access", Sentence(exception.Message), "Check the permissions, or name another place."),
        FileNotFoundException or DirectoryNotFoundException => new(ErrorKind.NotFound, "not-found", Sentence(exception.Message), "Check the path."),
        IOException { InnerException: AddressInUseException } => new(
            ErrorKind.Conflict, "address-in-use", Sentence(exception.Message), "Stop the other process, or choose another address."),
        IOException => new(
            ErrorKind.Unavailable, "io-error", Sentence(exception.Message), "Check that the disk is there, writable and not full, then try again."),
        _ => new(
            ErrorKind.Internal, "internal-error", Sentence($"{exception.GetType().Name}: {exception.Message}"),
            "Try again; if it happens again, report it with the log."),
    };

    /// <summary>As the ledger and the list of faults keep it.</summary>
    public RunError ToRunError() => new(Code, Message, Remedy);

    private static string Sentence(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim();
        return line.EndsWith('.') ? line : $"{line}.";
    }
}
