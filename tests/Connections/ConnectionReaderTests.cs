using Presage.Connections.Definitions;
using Presage.Connections.Reading;
using Presage.Engine;
using Presage.Engine.Alarms;

namespace Presage.Tests.Connections;

public sealed class ConnectionReaderTests
{
    private const string Webhook = "connection: hook\nwebhook: { url: https://hooks.example.com/x, secret: env:HOOK }\n";
    private const string Mail =
        "connection: mail\nemail:\n  server: mail.example.com\n  from: presage@example.com\n  to: plant@example.com\n";

    [Fact]
    public void A_webhook_is_read_with_what_it_is_told()
    {
        var read = ConnectionReader.Read(
            """
            connection: maintenance
            webhook:
              url: https://hooks.example.com/presage
              secret: [env:HOOK_NEXT, file:/run/secrets/hook]
              headers: { X-Plant: north, Authorization: env:HOOK_TOKEN }
              allow-private: [10.1.0.0/16, hooks.plant]
              authority: /etc/presage/ca.pem
            alarms:
              - priority: [urgent, high]
                datasets: plant
                groups: { model: [model1, model2] }
                components: [comp1]
              - past: true
            jobs: true
            overdue: [nightly]
            """,
            "a.yaml");

        read.Name.ShouldBe("maintenance");
        read.Kind.ShouldBe("webhook");
        var webhook = read.Webhook.ShouldNotBeNull();
        webhook.Url.ShouldBe(new SecretText("https://hooks.example.com/presage", IsReference: false));
        webhook.Secrets.Select(secret => secret.Text).ShouldBe(["env:HOOK_NEXT", "file:/run/secrets/hook"]);
        webhook.Headers["authorization"].ShouldBe(new SecretText("env:HOOK_TOKEN", IsReference: true));
        webhook.AllowPrivate.ShouldBe(["10.1.0.0/16", "hooks.plant"]);
        webhook.Authority.ShouldBe("/etc/presage/ca.pem");
        read.Alarms[0].Priorities.ShouldBe([AlarmPriority.Urgent, AlarmPriority.High]);
        read.Alarms[0].Datasets.ShouldBe(["plant"]);
        read.Alarms[0].Groups["model"].ShouldBe(["model1", "model2"]);
        (read.Alarms[0].Past, read.Alarms[1].Past).ShouldBe((false, true));
        (read.Jobs.Fits("any"), read.Overdue.Fits("nightly"), read.Overdue.Fits("any")).ShouldBe((true, true, false));
    }

    [Fact]
    public void A_mail_is_read_and_nothing_is_told_that_was_not_asked_for()
    {
        var read = ConnectionReader.Read(
            $"{Mail}  user: presage\n  password: file:/run/secrets/mail\n  security: tls\n", "m.yaml");

        var email = read.Email.ShouldNotBeNull();
        (email.Server, email.Port, email.Security, email.User, email.Password!.Text).ShouldBe(
            ("mail.example.com", 465, MailSecurity.Tls, "presage", "file:/run/secrets/mail"));
        email.To.ShouldBe(["plant@example.com"]);
        (read.Alarms.Count, read.Jobs.Fits("x"), read.Overdue.Fits("x")).ShouldBe((0, false, false));
    }

    [Theory]
    [InlineData("connection: hook\n", "line 1, column 13: the connection 'hook' leads nowhere")]
    [InlineData(Webhook + "email: { server: a }\n", "has a webhook and an e-mail")]
    [InlineData("connection: Hook!\nwebhook: { url: https://a, secret: env:X }\n", "'Hook!' is no name of a connection")]
    [InlineData("connection: hook\nwebhook: { url: https://a.b }\n", "webhook lacks 'secret'")]
    [InlineData(
        "connection: hook\nwebhook: { url: https://a.b, secret: whsec_abc }\n",
        "line 2, column 38: webhook.secret stands there itself")]
    [InlineData("connection: hook\nwebhook: { url: https://a.b, secret: env:Storage__ConnectionString }\n", "names no variable")]
    [InlineData("connection: hook\nwebhook: { url: https://a.b, secret: file:run/secret }\n", "names no whole path")]
    [InlineData("connection: hook\nwebhook: { url: ftp://a.b, secret: env:X }\n", "webhook.url begins with ftp:")]
    [InlineData("connection: hook\nwebhook: { url: https://u:p@a.b, secret: env:X }\n", "webhook.url has a user in it")]
    [InlineData("connection: hook\nwebhook: { url: https://a.b, secret: env:X, headers: { X-Api-Key: abc } }\n", "stands there itself")]
    [InlineData(
        "connection: hook\nwebhook: { url: https://a.b, secret: env:X, headers: { Webhook-Id: abc } }\n",
        "no header that can be added")]
    [InlineData(
        "connection: hook\nwebhook: { url: https://a.b, secret: env:X, allow-private: [everything/8] }\n",
        "allow-private[1] is 'everything/8'")]
    [InlineData(Webhook + "alarms:\n  - priority: dire\n", "is 'dire', which is not a priority")]
    [InlineData(Webhook + "alarms:\n  - colour: red\n", "has no 'colour'")]
    [InlineData(Webhook + "jobs: maybe\n", "jobs is 'maybe'")]
    [InlineData(Mail + "  password: env:X\n", "user and password belong together")]
    [InlineData(Mail + "  user: u\n  password: hunter2\n", "email.password stands there itself")]
    [InlineData(Mail + "  user: u\n  password: env:X\n  security: none\n", "in the clear")]
    [InlineData("connection: m\nemail: { server: a.b, from: me, to: a@b.c }\n", "email.from is 'me', which is no address")]
    public void A_mistake_is_told_by_place_and_no_secret_is_repeated(string yaml, string saying)
    {
        var mistake = Should.Throw<PresageException>(() => ConnectionReader.Read(yaml, "c.yaml"));

        mistake.Code.ShouldBe("bad-connection");
        mistake.Message.ShouldStartWith("c.yaml, line ");
        mistake.Message.ShouldContain(saying);
        foreach (var secret in new[] { "whsec_abc", "hunter2" })
            $"{mistake.Message} {mistake.Remedy}".ShouldNotContain(secret);
    }

    [Fact]
    public void A_file_can_hold_several()
    {
        var read = ConnectionReader.ReadAll($"{Webhook}---\n{Mail}", "both.yaml");

        read.Select(one => (one.Definition.Name, one.Text)).ShouldBe([("hook", Webhook), ("mail", Mail)]);
    }
}
