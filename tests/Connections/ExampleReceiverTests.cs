using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Presage.Connections.Answers;
using Presage.Connections.Events;
using Presage.Connections.Reading;
using Presage.Connections.Sending;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Connections;

/// <summary>The receiver of examples/webhook-receiver, which knows nothing of .NET.</summary>
public sealed class ExampleReceiverTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly Secret _old = new();
    private readonly Secret _new = new();
    private readonly Secret _other = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_prints_each_event_once_and_takes_nothing_that_is_not_signed_now_with_a_secret_it_knows()
    {
        Assert.SkipUnless(File.Exists(Python), $"{Python} is not there");
        using var receiver = Start($"{_old.Text} {_new.Text}");
        var port = int.Parse((await receiver.StandardError.ReadLineAsync(Cancellation))!.Split(' ')[^1], CultureInfo.InvariantCulture);
        var (now, late) = (DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddMinutes(-6));

        (Delivery Delivery, Secret Secret, DateTimeOffset At)[] sent =
        [
            (Event("first"), _other, now), (Event("first"), _old, late), (Event("first"), _old, now), (Event("first"), _new, now),
            (Event("second"), _new, now),
        ];
        var answers = new List<string>();
        foreach (var (delivery, secret, at) in sent)
            answers.Add((await SendAsync(port, delivery, secret, at)).Text);

        answers.ShouldBe(["401 Unauthorized.", "401 Unauthorized.", "204 No Content.", "204 No Content.", "204 No Content."]);
        string[] printed =
            [(await receiver.StandardOutput.ReadLineAsync(Cancellation))!, (await receiver.StandardOutput.ReadLineAsync(Cancellation))!];
        printed.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()).ShouldBe(["first", "second"]);
        receiver.Kill();
        (await receiver.StandardOutput.ReadToEndAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_connection_beside_it_can_be_read()
    {
        var yaml = await File.ReadAllTextAsync(PathOf("connection.yaml"), Cancellation);

        ConnectionReader.Read(yaml, "connection.yaml").Name.ShouldBe("local");
    }

    public void Dispose()
    {
        foreach (var secret in new[] { _old, _new, _other })
            secret.Dispose();
    }

    private static Delivery Event(string id) => new ConnectionEvent(
        id, "/tests", EventTypes.Test, id, DateTime.UnixEpoch, id, "Größe Ø", id, new JsonObject()).To("local", DateTime.UnixEpoch);

    private static async Task<Answer> SendAsync(int port, Delivery delivery, Secret secret, DateTimeOffset at)
    {
        var connection = ConnectionReader.Read(
            $$"""
            connection: local
            webhook: { url: "http://localhost:{{port}}/", secret: "{{secret.Reference}}", allow-private: [localhost] }
            """,
            "local.yaml");
        using var sender = new Sender(new FakeTimeProvider(at));
        return await sender.SendAsync(connection, delivery, TimeSpan.FromSeconds(30), Cancellation);
    }

    private static Process Start(string secrets)
    {
        var start = new ProcessStartInfo(Python, [PathOf("receiver.py"), "0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PRESAGE_HOOK"] = secrets;
        return Process.Start(start)!;
    }

    private static string PathOf(string file) => RepositoryRoot.PathOf(Path.Combine("examples", "webhook-receiver", file));
}
