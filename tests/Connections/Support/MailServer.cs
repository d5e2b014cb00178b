using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Presage.Tests.Connections.Support;

/// <summary>A mail server on this machine.</summary>
internal sealed class MailServer : MessageStore, IUserAuthenticator, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    /// <param name="certificate">Null for a server that encrypts nothing.</param>
    /// <param name="isSecure">Whether it does so from the first byte.</param>
    /// <param name="password">That the user presage has to give; null for a server that asks for none.</param>
    public MailServer(X509Certificate2? certificate = null, bool isSecure = false, string? password = null)
    {
        Password = password;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        var options = new SmtpServerOptionsBuilder().ServerName("mail.plant").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).IsSecure(isSecure).AuthenticationRequired(password is not null);
            if (certificate is not null)
                endpoint.Certificate(certificate);
        }).Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add((IMessageStore)this);
        services.Add((IUserAuthenticator)this);
        _serving = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public int Port { get; }

    public List<MimeMessage> Messages { get; } = [];

    public SmtpResponse Response { get; set; } = SmtpResponse.Ok;

    private string? Password { get; }

    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        if (Response.ReplyCode == SmtpReplyCode.Ok)
            Messages.Add(await MimeMessage.LoadAsync(new MemoryStream(buffer.ToArray()), cancellationToken));

        return Response;
    }

    public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
        Task.FromResult(user == "presage" && password == Password);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }
}
