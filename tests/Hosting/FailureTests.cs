using System.Net.Sockets;
using Presage.Engine;
using Presage.Hosting.Errors;

namespace Presage.Tests.Hosting;

public sealed class FailureTests
{
    public static TheoryData<Exception, ErrorKind, string> Exceptions { get; } = new()
    {
        { new PresageException(ErrorKind.TooLarge, "message-too-large", "It is.", "Send less."), ErrorKind.TooLarge, "message-too-large" },
        { new UnauthorizedAccessException("Access to '/x' is denied."), ErrorKind.Forbidden, "no-access" },
        { new FileNotFoundException("There is no file /x."), ErrorKind.NotFound, "not-found" },
        { new DirectoryNotFoundException("There is no folder /x."), ErrorKind.NotFound, "not-found" },
        { new IOException("No space left on device."), ErrorKind.Unavailable, "io-error" },
        { new IOException("Too many open files : '/x'", 24), ErrorKind.Unavailable, "too-many-files" },
        { new IOException("No.", new SocketException((int)SocketError.TooManyOpenSockets)), ErrorKind.Unavailable, "too-many-files" },
#pragma warning disable CA2201 // It is what the runtime throws.
        { new OutOfMemoryException("Out of memory"), ErrorKind.Unavailable, "out-of-memory" },
#pragma warning restore CA2201
        { new AggregateException(new IOException("No space left on device.")), ErrorKind.Unavailable, "io-error" },
        { new OperationCanceledException("Too slow."), ErrorKind.Internal, "internal-error" },
        { new InvalidOperationException("Nobody thought of it."), ErrorKind.Internal, "internal-error" },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void An_exception_has_a_kind_a_code_and_sentences(Exception exception, ErrorKind kind, string code)
    {
        var described = Failure.Of(exception, CancellationToken.None);

        (described.Kind, described.Code).ShouldBe((kind, code));
        described.Message.ShouldEndWith(".");
        described.Remedy.ShouldEndWith(".");
    }

    [Fact]
    public void What_was_told_to_stop_was_interrupted_and_has_not_failed()
    {
        var stopped = new CancellationToken(canceled: true);

        Failure.Of(new OperationCanceledException(stopped), stopped).Code.ShouldBe("cancelled");
    }

    [Fact]
    public void What_nobody_thought_of_is_told_by_its_name_and_in_one_line() =>
        Failure.Of(new InvalidOperationException("First line\nsecond line"), CancellationToken.None).Message
            .ShouldBe("InvalidOperationException: First line second line.");
}
