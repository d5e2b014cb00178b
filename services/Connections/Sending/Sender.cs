using System.Net.Sockets;
using System.Security.Authentication;
using Presage.Connections.Addresses;
using Presage.Connections.Answers;
using Presage.Connections.Definitions;
using Presage.Connections.Mail;
using Presage.Connections.Webhooks;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Connections.Sending;

/// <summary>Tells connections something, once; whoever calls it decides what follows from the answer.</summary>
public sealed class Sender : IDisposable
{
    private readonly WebhookSender _webhooks;
    private readonly MailSender _mail;

    public Sender(TimeProvider clock, GuardedSockets? sockets = null)
    {
        sockets ??= new GuardedSockets();
        (_webhooks, _mail) = (new WebhookSender(sockets, clock), new MailSender(sockets, clock));
    }

    /// <param name="limit">How long it may take in all.</param>
    public async Task<Answer> SendAsync(
        ConnectionDefinition connection, Delivery delivery, TimeSpan limit, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(limit);
        try
        {
            return connection.Webhook is { } webhook
                ? await _webhooks.SendAsync(webhook, delivery, patience.Token)
                : await _mail.SendAsync(connection.Email!, delivery, patience.Token);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            return AnswerOf(exception, limit);
        }
    }

    private static Answer AnswerOf(Exception exception, TimeSpan limit) => exception switch
    {
        PresageException { Code: GuardedSockets.RefusedCode } refused => Answer.Never($"{refused.Message} {refused.Remedy}"),
        PresageException wrong => Answer.Later($"{wrong.Message} {wrong.Remedy}"),
        OperationCanceledException => new(Verdict.Unreachable, $"There was no answer within {limit.TotalSeconds:0.#} s."),
        HttpRequestException { InnerException: PresageException inner } => AnswerOf(inner, limit),
        HttpRequestException { InnerException: AuthenticationException inner } => Untrusted(inner),
        AuthenticationException inner => Untrusted(inner),
        HttpRequestException or SocketException or IOException => new(Verdict.Unreachable, Sentence(exception)),
        _ => Answer.Later(Sentence(exception)),
    };

    private static Answer Untrusted(AuthenticationException exception) =>
        new(Verdict.Unreachable, $"The server's certificate is not trusted, or it speaks no TLS. {Sentence(exception)}");

    private static string Sentence(Exception exception)
    {
        var line = exception.Message.ReplaceLineEndings(" ").Trim();
        return line.EndsWith('.') ? line : $"{line}.";
    }

    public void Dispose() => _webhooks.Dispose();
}
