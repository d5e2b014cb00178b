using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Presage.Connections.Answers;
using Presage.Connections.Events;
using Presage.Connections.Reading;
using Presage.Connections.Sending;
using Presage.Storage;
using Presage.Tests.Connections.Support;
using Presage.Tests.Harness;
using SmtpServer.Protocol;

namespace Presage.Tests.Connections;

public sealed class MailTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private static readonly Delivery s_delivery = new ConnectionEvent(
        "alarm-1", "/datasets/plant", EventTypes.AlarmRaised, "12/comp1", s_now.UtcDateTime, "comp1 of machine 12 is expected to fail",
        "It is expected to fail by noon.", "See to it.",
        new JsonObject { ["machine"] = "12", ["none"] = null, ["reasons"] = new JsonArray("vibration is high", "volt is low") })
        .To("mail", s_now.UtcDateTime);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("starttls")]
    [InlineData("tls")]
    public async Task A_mail_goes_encrypted_and_with_the_users_password(string security)
    {
        using var certificates = new Certificates();
        using var password = new Secret("hunter2");
        await using var server = new MailServer(certificates.Server, security == "tls", "hunter2");

        var answer = await SendAsync(
            server, $"security: {security}, user: presage, password: \"{password.Reference}\", authority: {certificates.File}");

        answer.Verdict.ShouldBe(Verdict.Delivered, answer.Text);
        var mail = server.Messages.ShouldHaveSingleItem();
        mail.Subject.ShouldBe("comp1 of machine 12 is expected to fail");
        mail.MessageId.ShouldBe($"{s_delivery.Id}@example.com");
        mail.From.ToString().ShouldBe("\"Presage\" <presage@example.com>");
        mail.To.Select(to => to.ToString()).ShouldBe(["day@example.com", "night@example.com"]);
        mail.Date.ShouldBe(s_now);
        mail.TextBody!.ReplaceLineEndings("\n").ShouldBe(
            $"""
            It is expected to fail by noon.

            What to do: See to it.

            machine: 12
            reasons: 
              vibration is high
              volt is low

            Delivery {s_delivery.Id}
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Without_encryption_nothing_is_sent_unless_that_is_asked_for()
    {
        await using var server = new MailServer();

        var refused = await SendAsync(server, "security: starttls");
        var taken = await SendAsync(server, "security: none");

        refused.Verdict.ShouldBe(Verdict.Later);
        refused.Text.ShouldContain("no encryption");
        taken.Verdict.ShouldBe(Verdict.Delivered);
        server.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        using var certificates = new Certificates();
        await using var server = new MailServer(certificates.Server);

        var answer = await SendAsync(server, "security: starttls");

        answer.Verdict.ShouldBe(Verdict.Unreachable);
        answer.Text.ShouldContain("certificate");
        server.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_not_repeated()
    {
        using var certificates = new Certificates();
        using var password = new Secret("hunter3");
        await using var server = new MailServer(certificates.Server, password: "hunter2");

        var answer = await SendAsync(
            server, $"user: presage, password: \"{password.Reference}\", authority: {certificates.File}");

        answer.Verdict.ShouldBe(Verdict.Later);
        answer.Text.ShouldContain("password");
        answer.Text.ShouldNotContain("hunter3");
    }

    [Theory]
    [InlineData(SmtpReplyCode.MailboxUnavailable, Verdict.Never)]
    [InlineData(SmtpReplyCode.ServiceUnavailable, Verdict.Later)]
    public async Task What_the_server_refuses_for_good_is_not_tried_again(SmtpReplyCode code, Verdict verdict)
    {
        await using var server = new MailServer { Response = new SmtpResponse(code, "not today") };

        var answer = await SendAsync(server, "security: none");

        answer.Verdict.ShouldBe(verdict, answer.Text);
        answer.Text.ShouldContain("not today");
    }

    [Fact]
    public async Task A_server_within_is_refused_unless_it_is_allowed()
    {
        await using var server = new MailServer();

        var answer = await SendAsync(server, "security: none", allowed: "10.0.0.0/8");

        answer.Verdict.ShouldBe(Verdict.Never);
        answer.Text.ShouldContain("allow-private");
        server.Messages.ShouldBeEmpty();
    }

    private static async Task<Answer> SendAsync(MailServer server, string more, string allowed = "localhost")
    {
        var connection = ConnectionReader.Read(
            $$"""
            connection: mail
            email: {
              server: localhost, port: {{server.Port}}, from: "Presage <presage@example.com>", to: [day@example.com, night@example.com],
              allow-private: [{{allowed}}], {{more}} }
            """,
            "mail.yaml");
        using var sender = new Sender(new FakeTimeProvider(s_now));
        return await sender.SendAsync(connection, s_delivery, TimeSpan.FromSeconds(30), Cancellation);
    }
}
