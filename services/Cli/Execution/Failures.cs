using System.CommandLine.Parsing;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Cli.Execution;

/// <summary>Says what went wrong and what to do, for every exception that can reach a command.</summary>
internal static class Failures
{
    public static PresageException Of(Exception exception, CancellationToken cancellation) => exception switch
    {
        PresageException known => known,
        StoreBusyException busy => new(
            ErrorKind.Unavailable, "store-busy", busy.Message, "Give the command again; what was stored is kept.", busy),
        OperationCanceledException when cancellation.IsCancellationRequested => new(
            ErrorKind.Invalid, "cancelled", "The command was interrupted.", "Give it again to go on; what was stored is kept.", exception),
        UnauthorizedAccessException => new(
            ErrorKind.Forbidden, "no-access", Sentence(exception.Message), "Check the permissions, or name another place.", exception),
        FileNotFoundException or DirectoryNotFoundException => new(
            ErrorKind.NotFound, "not-found", Sentence(exception.Message), "Check the path.", exception),
        IOException { InnerException: AddressInUseException } => new(
            ErrorKind.Conflict, "address-in-use", Sentence(exception.Message), "Stop the other process, or choose another address.", exception),
        IOException => new(
            ErrorKind.Unavailable, "io-error", Sentence(exception.Message),
            "Check that the disk is there, writable and not full, then give the command again.", exception),
        AggregateException { InnerExceptions: [var inner] } => Of(inner, cancellation),
        _ => new(
            ErrorKind.Internal, "internal-error", Sentence($"{exception.GetType().Name}: {exception.Message}"),
            "Try again; if it happens again, report it with the log.", exception),
    };

    /// <summary>What is printed, with the commands that carry out the remedy.</summary>
    /// <param name="values">Those of the command that failed.</param>
    public static ErrorResult Document(PresageException failure, CommandResult values) => new(
        failure.Code, failure.Message, Hints.Complete(failure.Remedy, failure.Code, failure.Run, values),
        JsonNamingPolicy.CamelCase.ConvertName(failure.Kind.ToString()), failure.Run);

    private static string Sentence(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim();
        return line.EndsWith('.') ? line : $"{line}.";
    }
}
