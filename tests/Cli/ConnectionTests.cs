using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Presage.Connections.Events;
using Presage.Storage;
using Presage.Storage.Sqlite;
using Presage.Tests.Cli.Support;
using Presage.Tests.Harness;

namespace Presage.Tests.Cli;

public sealed class ConnectionTests(Plant plant) : IDisposable
{
    private static readonly DateTime s_now = new(2026, 3, 4, 5, 6, 0, DateTimeKind.Utc);

    private readonly CommandLine _commandLine = new();
    private readonly Secret _secret = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_are_applied_listed_and_deleted_and_no_secret_is_shown()
    {
        await using var receiver = new Receiver();
        var file = _commandLine.Write(
            "both.yaml", $"{Webhook(receiver.Port)}alarms:\n  - priority: [urgent, high]\njobs: [nightly]\n---\n{Mail}");

        var planned = (await _commandLine.RunAsync("connections", "apply", file, "--dry-run")).Done();
        var none = (await _commandLine.RunAsync("connections list --json")).Done().Document;
        var applied = (await _commandLine.RunAsync("connections", "apply", file, "--json")).Done().Document;
        var again = (await _commandLine.RunAsync("connections", "apply", file)).Done();
        var words = (await _commandLine.RunAsync("connections list")).Done();
        var list = (await _commandLine.RunAsync("connections list --json")).Done().Document;

        planned.Out.ShouldBe("hook (webhook): would be added\nmail (email): would be added\n");
        none.GetProperty("connections").GetArrayLength().ShouldBe(0);
        applied.GetProperty("connections").EnumerateArray().Select(one => one.GetProperty("change").GetString())
            .ShouldBe(["added", "added"]);
        again.Out.ShouldBe("hook (webhook): unchanged\nmail (email): unchanged\n");
        words.Out.ShouldContain("new alarms with priority");
        list.GetProperty("connections")[0].GetProperty("target").GetString().ShouldBe($"http://localhost:{receiver.Port}");
        list.GetProperty("connections")[0].GetProperty("tells").EnumerateArray().Select(tells => tells.GetString()).ShouldBe(
            ["new alarms with priority urgent or high", "failed job runs of nightly"]);
        foreach (var outcome in new[] { words.Out, list.ToString() })
            outcome.ShouldNotContain(_secret.Text);

        (await _commandLine.RunAsync("connections delete mail")).Failed(2, "This would delete the connection mail");
        (await _commandLine.RunAsync("connections delete mail --yes")).Done();
        (await _commandLine.RunAsync("connections delete mail --yes")).Failed(1, "There is no connection 'mail'");
        (await _commandLine.RunAsync("connections list --json")).Done().Document.GetProperty("connections").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_dry_run_shows_the_difference_and_a_mistake_in_one_file_leaves_all_as_they_are()
    {
        var (good, bad) = (_commandLine.Write("a.yaml", Webhook(1)), _commandLine.Write("b.yaml", "connection: b\nemail: {}\n"));

        (await _commandLine.RunAsync("connections", "apply", good, bad)).Failed(1, $"{bad}, line 2, column 8: email lacks 'server'");
        (await _commandLine.RunAsync("connections list --json")).Done().Document.GetProperty("connections").GetArrayLength().ShouldBe(0);
        (await _commandLine.RunAsync("connections", "apply", good)).Done();
        var changed = (await _commandLine.RunAsync(
            "connections", "apply", _commandLine.Write("a.yaml", $"{Webhook(1)}overdue: true\n"), "--dry-run")).Done();

        changed.Out.ShouldBe("hook (webhook): would be changed\n  + overdue: true\n");
    }

    [Fact]
    public async Task A_check_sends_a_test_and_says_what_came_back()
    {
        await using var receiver = new Receiver();
        (await _commandLine.RunAsync("connections", "apply", _commandLine.Write("a.yaml", Webhook(receiver.Port)))).Done();

        var taken = (await _commandLine.RunAsync("connections check hook --json")).Done().Document;
        receiver.Answer = "503 Busy\r\nContent-Length: 4\r\n\r\nnope";
        var refused = await _commandLine.RunAsync("connections check hook");

        taken.GetProperty("delivered").GetBoolean().ShouldBeTrue();
        JsonNode.Parse(receiver.Requests[0].Body)!["type"]!.GetValue<string>().ShouldBe("presage.connection.test");
        refused.ExitCode.ShouldBe(1);
        refused.Out.ShouldStartWith("Not delivered in ");
        refused.Out.ShouldContain("503 Busy: nope");
        (await _commandLine.RunAsync("connections check hooks")).Failed(1, "Did you mean 'hook'?");
    }

    [Fact]
    public async Task Deliveries_are_listed_shown_redriven_and_discarded()
    {
        (await _commandLine.RunAsync("connections", "apply", _commandLine.Write("a.yaml", Webhook(1)))).Done();
        await using var ports = new ServiceCollection().AddSqliteStorage(_commandLine.Data).BuildServiceProvider();
        var deliveries = ports.GetRequiredService<IDeliveries>();
        var (failed, told) = (Delivery("failed"), Delivery("told"));
        foreach (var delivery in new[] { failed, told })
            await deliveries.AddAsync(delivery, Cancellation);
        foreach (var taken in await deliveries.TakeAsync(s_now, TimeSpan.FromMinutes(1), 2, Cancellation))
            await deliveries.CommitAsync(
                taken with
                {
                    State = taken.Id == told.Id ? DeliveryState.Delivered : DeliveryState.Failed,
                    NextAt = null,
                    Attempts = 10,
                    Answer = "500 Broken.",
                },
                Cancellation);

        var list = (await _commandLine.RunAsync("deliveries list --state failed --json")).Done().Document.GetProperty("deliveries");
        var shown = (await _commandLine.RunAsync($"deliveries show {failed.Id}")).Done();
        (await _commandLine.RunAsync("deliveries redrive")).Failed(2, "Which deliveries are meant is not said");
        var redriven = (await _commandLine.RunAsync($"deliveries redrive {failed.Id} {told.Id} --json")).Done().Document;
        var waiting = (await deliveries.FindAsync(failed.Id, Cancellation))!;
        (await _commandLine.RunAsync($"deliveries discard {failed.Id}")).Done().Out.ShouldBe("1 deliveries were discarded.\n");

        list.EnumerateArray().Select(delivery => delivery.GetProperty("id").GetString()).ShouldBe([failed.Id]);
        shown.Out.ShouldContain("Answer: 500 Broken.");
        shown.Out.ShouldContain("\"specversion\": \"1.0\"");
        redriven.GetProperty("done").EnumerateArray().Select(id => id.GetString()).ShouldBe([failed.Id]);
        redriven.GetProperty("endedBefore").EnumerateArray().Select(id => id.GetString()).ShouldBe([told.Id]);
        (waiting.State, waiting.Attempts).ShouldBe((DeliveryState.Waiting, 0));
        (await deliveries.FindAsync(failed.Id, Cancellation))!.State.ShouldBe(DeliveryState.Discarded);
        (await _commandLine.RunAsync("deliveries list --connection hooks")).Failed(1, "There is no connection 'hooks'");
        (await _commandLine.RunAsync("deliveries show none")).Failed(1, "There is no delivery 'none'");
    }

    [Fact]
    public async Task A_command_that_scores_has_connections_told_before_it_ends()
    {
        await using var receiver = new Receiver();
        using var commandLine = await plant.CopyAsync();
        var file = commandLine.Write("a.yaml", $"{Webhook(receiver.Port)}alarms:\n  - past: true\n");
        (await commandLine.RunAsync("connections", "apply", file)).Done();

        var scored = (await commandLine.RunAsync("score plant --from 2015-03-01 --to 2015-04-01 --results again --json")).Done().Document;
        receiver.Answer = "503 Busy\r\nContent-Length: 0\r\n\r\n";
        var later = (await commandLine.RunAsync("score plant --from 2015-03-01 --to 2015-03-15 --results later")).Done();

        scored.GetProperty("alarms").GetInt32().ShouldBePositive();
        receiver.Requests.Select(request => request.Headers["webhook-id"]).Distinct().Count()
            .ShouldBeGreaterThanOrEqualTo(scored.GetProperty("alarms").GetInt32());
        later.Error.ShouldContain("Connections have not taken ");
    }

    public void Dispose()
    {
        _commandLine.Dispose();
        _secret.Dispose();
    }

    private const string Mail = "connection: mail\nemail: { server: mail.example.com, from: presage@example.com, to: plant@example.com }\n";

    private string Webhook(int port) =>
        $$"""
        connection: hook
        webhook: { url: "http://localhost:{{port}}/secret/path", secret: "{{_secret.Reference}}", allow-private: [localhost] }

        """;

    private static Delivery Delivery(string id) =>
        new ConnectionEvent(id, "/tests", EventTypes.Test, id, s_now, id, id, id, new JsonObject()).To("hook", s_now);
}
