using Microsoft.AspNetCore.Connections;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Cli.Output;

/// <summary>Says what went wrong and what to do, for every exception that can reach a command.</summary>
internal static class Failures
{
    public static ErrorResult Describe(Exception exception, CancellationToken cancellation) => exception switch
    {
        PresageException known => new(known.Code, known.Message, known.Remedy),
        StoreBusyException busy => new("store-busy", busy.Message, "Give the command again; what was stored is kept."),
        OperationCanceledException when cancellation.IsCancellationRequested =>
            new("cancelled", "The command was interrupted.", "Give it again to go on; what was stored is kept."),
        UnauthorizedAccessException => new("no-access", Sentence(exception.Message), "Check the permissions, or name another place."),
        FileNotFoundException or DirectoryNotFoundException => new("not-found", Sentence(exception.Message), "Check the path."),
        IOException { InnerException: AddressInUseException } =>
            new("address-in-use", Sentence(exception.Message), "Stop the other process, or choose another address with --urls."),
        IOException => new("io-error", Sentence(exception.Message), "Check that the disk is there, writable and not full, then give the command again."),
        AggregateException { InnerExceptions: [var inner] } => Describe(inner, cancellation),
        _ => new(
            "internal-error", Sentence($"{exception.GetType().Name}: {exception.Message}"),
            "Try again with --verbose; if it happens again, report it with the log."),
    };

    private static string Sentence(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim();
        return line.EndsWith('.') ? line : $"{line}.";
    }
}
