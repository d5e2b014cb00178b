using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Presage.Connections.Addresses;
using Presage.Connections.Answers;
using Presage.Connections.Definitions;
using Presage.Connections.Events;
using Presage.Connections.Secrets;
using Presage.Storage;

namespace Presage.Connections.Mail;

/// <summary>Hands mails to a server, over a connection to an address that was checked.</summary>
internal sealed class MailSender(GuardedSockets sockets, TimeProvider clock)
{
    public async Task<Answer> SendAsync(EmailDefinition email, Delivery delivery, CancellationToken cancellation)
    {
        using var message = MessageOf(email, delivery);
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        if (Authority.Read(email.Authority) is { } trusted)
            client.ServerCertificateValidationCallback = trusted;

        try
        {
            // The client closes it.
            var socket = await sockets.ConnectAsync(email.Server, email.Port, new AddressRule(email.AllowPrivate), cancellation);
            await client.ConnectAsync(
                new NetworkStream(socket, ownsSocket: true), email.Server, email.Port, SecurityOf(email), cancellation);
            if (email.User is { } user)
                await client.AuthenticateAsync(user, SecretReader.Read(email.Password!), cancellation);

            var said = await client.SendAsync(message, cancellation);
            return new Answer(Verdict.Delivered, string.IsNullOrWhiteSpace(said) ? "The server has taken it." : OneLine(said));
        }
        catch (SmtpCommandException refused)
        {
            // 5.. is for good, 4.. for now (RFC 5321, 4.2.1).
            var text = $"{(int)refused.StatusCode} {OneLine(refused.Message)}";
            return (int)refused.StatusCode >= 500 ? Answer.Never(text) : Answer.Later(text);
        }
        catch (MailKit.Security.AuthenticationException refused)
        {
            return Answer.Later($"The server does not take the user's password. {OneLine(refused.Message)}");
        }
        catch (SslHandshakeException untrusted)
        {
            return new Answer(
                Verdict.Unreachable, $"The server's certificate is not trusted, or it speaks no TLS. {OneLine(untrusted.Message)}");
        }
        catch (NotSupportedException unsafe_) when (email.Security == MailSecurity.StartTls)
        {
            return Answer.Later($"The server offers no encryption, and without it nothing is sent. {OneLine(unsafe_.Message)}");
        }
        catch (SmtpProtocolException broken)
        {
            return new Answer(Verdict.Unreachable, OneLine(broken.Message));
        }
    }

    private static SecureSocketOptions SecurityOf(EmailDefinition email) => email.Security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    private MimeMessage MessageOf(EmailDefinition email, Delivery delivery)
    {
        var from = MailboxAddress.Parse(email.From);
        var message = new MimeMessage
        {
            // The same however often it is sent, so that programs can tell a copy.
            MessageId = $"{delivery.Id}@{from.Domain}",
            Date = clock.GetUtcNow(),
            Subject = delivery.Subject,
            Body = new TextPart("plain") { Text = EventText.Of(delivery) },
        };
        message.From.Add(from);
        message.To.AddRange(email.To.Select(MailboxAddress.Parse));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
