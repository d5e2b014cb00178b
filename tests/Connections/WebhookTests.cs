using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Microsoft.Extensions.Time.Testing;
using Presage.Connections.Addresses;
using Presage.Connections.Answers;
using Presage.Connections.Events;
using Presage.Connections.Reading;
using Presage.Connections.Sending;
using Presage.Connections.Webhooks;
using Presage.Engine.Alarms;
using Presage.Storage;
using Presage.Tests.Connections.Support;
using Presage.Tests.Harness;

namespace Presage.Tests.Connections;

public sealed class WebhookTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly DateTime s_raised = new(2026, 3, 4, 0, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ConnectionEvent Event { get; } = new(
        "alarm-1", "/datasets/plant", EventTypes.AlarmRaised, "12/comp1", s_raised, "comp1 of machine 12 is expected to fail",
        "It is expected to fail by noon.", "See to it.", new JsonObject { ["machine"] = "12", ["größe"] = "Ø 3" })
    {
        Priority = AlarmPriority.High,
        Trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    };

    private static Delivery Delivery { get; } = Event.To("hook", s_now.UtcDateTime);

    [Fact]
    public void The_signature_is_that_of_the_published_example()
    {
        using var secret = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        var signature = WebhookSignature.Of(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("""{"test": 2432232314}"""),
            [WebhookSignature.KeyOf(new(secret.Reference, IsReference: true))]);

        signature.ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    [Fact]
    public async Task An_event_arrives_as_a_signed_CloudEvent()
    {
        using var secret = new Secret();
        using var token = new Secret("Bearer abc");
        await using var receiver = new Receiver();

        var answer = await SendAsync(
            receiver, secret.Reference, $"headers: {{ Authorization: \"{token.Reference}\", X-Plant: north }}, allow-private: [127.0.0.1]");

        answer.ShouldBe(new Answer(Verdict.Delivered, "204 No Content."));
        var request = receiver.Requests.ShouldHaveSingleItem();
        request.Line.ShouldBe("POST /hook?x=1 HTTP/1.1");
        request.Headers["Content-Type"].ShouldBe("application/cloudevents+json; charset=utf-8");
        request.Headers["Authorization"].ShouldBe("Bearer abc");
        request.Headers["X-Plant"].ShouldBe("north");
        request.Headers["webhook-id"].ShouldBe(Delivery.Id);
        request.Headers["webhook-timestamp"].ShouldBe(s_now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers["webhook-signature"].ShouldBe(SignatureOf(request, secret));

        var cloud = new JsonEventFormatter().DecodeStructuredModeMessage(request.Body, null, null);
        cloud.IsValid.ShouldBeTrue();
        (cloud.Id, cloud.Source!.OriginalString, cloud.Type, cloud.Subject, cloud.Time).ShouldBe(
            ("alarm-1", "/datasets/plant", "presage.alarm.raised", "12/comp1", new DateTimeOffset(s_raised)));
        cloud["severitytext"].ShouldBe("high");
        cloud["severitynumber"].ShouldBe("17");
        cloud["recordedtime"].ShouldBe("2026-03-04T05:06:07.0000000+00:00");
        cloud["traceparent"].ShouldBe(Event.Trace);
        ((JsonElement)cloud.Data!).GetProperty("größe").GetString().ShouldBe("Ø 3");
    }

    [Fact]
    public async Task While_a_secret_is_changed_receivers_that_know_either_take_it()
    {
        using var old = new Secret();
        using var next = new Secret();
        await using var receiver = new Receiver();

        await SendAsync(receiver, $"[\"{next.Reference}\", \"{old.Reference}\"]", "allow-private: [localhost]");

        var request = receiver.Requests.ShouldHaveSingleItem();
        request.Headers["webhook-signature"].ShouldBe($"{SignatureOf(request, next)} {SignatureOf(request, old)}");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var secret = new Secret();
        await using var elsewhere = new Receiver();
        await using var receiver = new Receiver();
        receiver.Answer = $"307 Temporary Redirect\r\nLocation: http://localhost:{elsewhere.Port}/\r\nContent-Length: 0\r\n\r\n";

        var answer = await SendAsync(receiver, secret.Reference, "allow-private: [localhost]");

        answer.Verdict.ShouldBe(Verdict.Later);
        answer.Text.ShouldContain("redirects are not followed");
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("200 OK\r\nContent-Length: 2\r\n\r\nok", Verdict.Delivered, "200 OK.", null)]
    [InlineData("410 Gone\r\nContent-Length: 0\r\n\r\n", Verdict.Gone, "410 Gone: nothing more is wanted there.", null)]
    [InlineData("503 Busy\r\nRetry-After: 120\r\nContent-Length: 5\r\n\r\nlater", Verdict.Later, "503 Busy: later", 120)]
    [InlineData("429 Slow\r\nRetry-After: Wed, 04 Mar 2026 05:07:07 GMT\r\nContent-Length: 0\r\n\r\n", Verdict.Later, "429 Slow.", 60)]
    [InlineData("404 Not Found\r\n\r\n<p>\r\nno\tsuch\u0007 hook", Verdict.Later, "404 Not Found: <p> no such hook", null)]
    public async Task What_the_receiver_answers_decides(string answers, Verdict verdict, string text, int? seconds)
    {
        using var secret = new Secret();
        await using var receiver = new Receiver();
        receiver.Answer = answers;

        var answer = await SendAsync(receiver, secret.Reference, "allow-private: [127.0.0.0/8]");

        answer.ShouldBe(new Answer(verdict, text, seconds is { } after ? TimeSpan.FromSeconds(after) : null));
    }

    [Fact]
    public async Task Of_a_long_answer_only_the_beginning_is_read()
    {
        using var secret = new Secret();
        await using var receiver = new Receiver();
        receiver.Answer = $"500 Broken\r\nContent-Length: 100000000\r\n\r\n{new string('x', 5_000)}";

        var answer = await SendAsync(receiver, secret.Reference, "allow-private: [localhost]");

        answer.Text.ShouldBe($"500 Broken: {new string('x', 200)}");
    }

    [Fact]
    public async Task Nobody_waits_for_an_answer_for_ever()
    {
        using var secret = new Secret();
        await using var receiver = new Receiver { IsSilent = true };

        var answer = await SendAsync(
            receiver, secret.Reference, "allow-private: [localhost]", limit: TimeSpan.FromMilliseconds(300));

        answer.ShouldBe(new Answer(Verdict.Unreachable, "There was no answer within 0.3 s."));
        receiver.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_nobody_listens_it_is_unreachable()
    {
        using var secret = new Secret();
        var receiver = new Receiver();
        await receiver.DisposeAsync();

        var answer = await SendAsync(receiver.Port, secret.Reference, "allow-private: [localhost]");

        answer.Verdict.ShouldBe(Verdict.Unreachable);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("169.254.169.254")]
    [InlineData("fd00:ec2::254")]
    [InlineData("::ffff:10.0.0.1")]
    public async Task A_name_that_leads_to_an_address_within_is_refused_for_good(string address)
    {
        using var secret = new Secret();
        await using var receiver = new Receiver();
        var sockets = new GuardedSockets((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("8.8.8.8"), IPAddress.Parse(address)]));

        var answer = await SendAsync(receiver.Port, secret.Reference, "", host: "hooks.example.com", sockets: sockets);

        answer.Verdict.ShouldBe(Verdict.Never);
        answer.Text.ShouldContain($"hooks.example.com is at {address}");
        receiver.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_checked_is_what_is_connected_to()
    {
        using var secret = new Secret();
        await using var receiver = new Receiver();
        var asked = 0;

        // The second answer would lead elsewhere.
        var sockets = new GuardedSockets((_, _) => Task.FromResult<IPAddress[]>(
            [++asked == 1 ? IPAddress.Loopback : IPAddress.Parse("169.254.169.254")]));
        var answer = await SendAsync(
            receiver.Port, secret.Reference, "allow-private: [127.0.0.1]", host: "hooks.example.com", sockets: sockets);

        answer.Verdict.ShouldBe(Verdict.Delivered);
        asked.ShouldBe(1);
        receiver.Requests.ShouldHaveSingleItem().Headers["Host"].ShouldBe($"hooks.example.com:{receiver.Port}");
    }

    [Fact]
    public async Task What_one_connection_may_reach_another_may_not()
    {
        using var secret = new Secret();
        await using var receiver = new Receiver();
        using var sender = new Sender(new FakeTimeProvider(s_now));

        var allowed = await SendAsync(receiver.Port, secret.Reference, "allow-private: [localhost]", sender: sender);
        var refused = await SendAsync(receiver.Port, secret.Reference, "", sender: sender);

        (allowed.Verdict, refused.Verdict).ShouldBe((Verdict.Delivered, Verdict.Never));
    }

    [Fact]
    public async Task A_certificate_of_an_authority_that_nobody_knows_is_refused_unless_it_is_named()
    {
        using var secret = new Secret();
        using var certificates = new Certificates();
        await using var receiver = new Receiver(certificates.Server);

        var refused = await SendAsync(receiver.Port, secret.Reference, "allow-private: [localhost]", scheme: "https");
        var taken = await SendAsync(
            receiver.Port, secret.Reference, $"allow-private: [localhost], authority: {certificates.File}", scheme: "https");

        refused.Verdict.ShouldBe(Verdict.Unreachable);
        refused.Text.ShouldContain("certificate");
        taken.Verdict.ShouldBe(Verdict.Delivered);
    }

    [Fact]
    public async Task A_certificate_of_another_host_is_refused_whoever_vouches_for_it()
    {
        using var secret = new Secret();
        using var certificates = new Certificates("other.plant");
        await using var receiver = new Receiver(certificates.Server);

        var answer = await SendAsync(
            receiver.Port, secret.Reference, $"allow-private: [localhost], authority: {certificates.File}", scheme: "https");

        answer.Verdict.ShouldBe(Verdict.Unreachable);
        receiver.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_secret_that_is_not_there_is_told_by_its_reference_and_tried_again()
    {
        await using var receiver = new Receiver();

        var answer = await SendAsync(receiver, "env:PRESAGE_NO_SUCH_SECRET", "allow-private: [localhost]");

        answer.Verdict.ShouldBe(Verdict.Later);
        answer.Text.ShouldStartWith("The secret env:PRESAGE_NO_SUCH_SECRET is empty or not there.");
        receiver.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_!!!")]
    public async Task A_secret_that_is_none_is_not_repeated(string text)
    {
        using var secret = new Secret(text);
        await using var receiver = new Receiver();

        var answer = await SendAsync(receiver, secret.Reference, "allow-private: [localhost]");

        answer.Verdict.ShouldBe(Verdict.Later);
        answer.Text.ShouldContain(secret.Reference);
        answer.Text.ShouldNotContain(text);
        answer.Text.ShouldContain("24 to 64 bytes");
    }

    private static Task<Answer> SendAsync(Receiver receiver, string secret, string more, TimeSpan? limit = null) =>
        SendAsync(receiver.Port, secret, more, limit: limit);

    private static async Task<Answer> SendAsync(
        int port, string secret, string more, string host = "localhost", string scheme = "http", GuardedSockets? sockets = null,
        TimeSpan? limit = null, Sender? sender = null)
    {
        var secrets = secret.StartsWith('[') ? secret : $"\"{secret}\"";
        var connection = ConnectionReader.Read(
            $$"""
            connection: hook
            webhook: { url: "{{scheme}}://{{host}}:{{port}}/hook?x=1", secret: {{secrets}}, {{more}} }
            """,
            "hook.yaml");
        using var own = new Sender(new FakeTimeProvider(s_now), sockets);
        return await (sender ?? own).SendAsync(connection, Delivery, limit ?? TimeSpan.FromSeconds(30), Cancellation);
    }

    private static string SignatureOf(Request request, Secret secret) => WebhookSignature.Of(
        request.Headers["webhook-id"], long.Parse(request.Headers["webhook-timestamp"], CultureInfo.InvariantCulture), request.Body,
        [Convert.FromBase64String(secret.Text["whsec_".Length..])]);
}
