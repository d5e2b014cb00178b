using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Presage.Connections.Events;
using Presage.Monitoring.Deliveries;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Monitoring;

public sealed class DeliveryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_taken_has_been_delivered()
    {
        await using var receiver = new Receiver();
        await using var plant = await ConnectedAsync(receiver);
        using var measured = new Measurements(plant.Host.Get<IMeterFactory>());
        var delivery = await plant.AddAsync("a");

        (await plant.RoundAsync()).ShouldBe(1);
        (await plant.RoundAsync()).ShouldBe(0);

        var told = await plant.FindAsync(delivery.Id);
        (told.State, told.Attempts, told.NextAt, told.Answer, told.EndedAt).ShouldBe(
            (DeliveryState.Delivered, 1, null, "204 No Content.", plant.Host.Clock.Now));
        receiver.Requests.ShouldHaveSingleItem().Headers["webhook-id"].ShouldBe(delivery.Id);
        measured.Of("presage.delivery.attempts").ShouldBe(
            [new("presage.delivery.attempts", 1, "connection=hook outcome=delivered")]);
    }

    [Fact]
    public async Task What_is_not_taken_is_tried_again_ever_later_under_the_same_id_and_then_given_up_until_it_is_redriven()
    {
        await using var receiver = new Receiver { Answer = "500 Broken\r\nContent-Length: 0\r\n\r\n" };
        await using var plant = await ConnectedAsync(receiver);
        var delivery = await plant.AddAsync("a");
        var began = plant.Host.Clock.Now;

        var pauses = new List<double>();
        for (var attempts = 1; attempts <= 9; attempts++)
        {
            (await plant.RoundAsync()).ShouldBe(1);
            var waiting = await plant.FindAsync(delivery.Id);
            (waiting.State, waiting.Attempts).ShouldBe((DeliveryState.Waiting, attempts));
            pauses.Add((waiting.NextAt!.Value - plant.Host.Clock.Now).TotalSeconds);

            plant.Host.Clock.Now = waiting.NextAt.Value.AddSeconds(-1);
            (await plant.RoundAsync()).ShouldBe(0);
            plant.Host.Clock.Now = waiting.NextAt.Value;
        }

        await plant.RoundAsync();
        var failed = await plant.FindAsync(delivery.Id);
        (failed.State, failed.Attempts, failed.NextAt, failed.Answer).ShouldBe((DeliveryState.Failed, 10, null, "500 Broken."));
        pauses.ShouldBe(pauses.Order());
        pauses[0].ShouldBeInRange(5, 5.5);
        (plant.Host.Clock.Now - began).TotalDays.ShouldBeInRange(3.1, 3.5);
        receiver.Requests.Select(request => request.Headers["webhook-id"]).Distinct().ShouldBe([delivery.Id]);

        receiver.Answer = "200 OK\r\nContent-Length: 0\r\n\r\n";
        await plant.Deliveries.CommitAsync(
            failed with { State = DeliveryState.Waiting, NextAt = plant.Host.Clock.Now, Attempts = 0 }, Cancellation);
        await plant.RoundAsync();
        (await plant.FindAsync(delivery.Id)).State.ShouldBe(DeliveryState.Delivered);
    }

    [Fact]
    public async Task Whoever_asks_to_be_left_alone_is()
    {
        await using var receiver = new Receiver { Answer = "429 Slow\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n" };
        await using var plant = await ConnectedAsync(receiver);
        var delivery = await plant.AddAsync("a");

        await plant.RoundAsync();

        (await plant.FindAsync(delivery.Id)).NextAt.ShouldBe(plant.Host.Clock.Now.AddHours(1));
    }

    [Fact]
    public async Task Who_wants_nothing_more_gets_nothing_more_until_the_connection_is_applied_again()
    {
        await using var receiver = new Receiver { Answer = "410 Gone\r\nContent-Length: 0\r\n\r\n" };
        await using var plant = await ConnectedAsync(receiver);
        var first = await plant.AddAsync("a");
        plant.Host.Clock.Now = plant.Host.Clock.Now.AddSeconds(1);
        var second = await plant.AddAsync("b", plant.Host.Clock.Now.AddMinutes(1));

        await plant.RoundAsync();
        plant.Host.Clock.Now = plant.Host.Clock.Now.AddMinutes(2);
        var third = await plant.AddAsync("c");
        await plant.RoundAsync();

        receiver.Requests.Count.ShouldBe(1);
        foreach (var delivery in new[] { first, second, third })
            (await plant.FindAsync(delivery.Id)).State.ShouldBe(DeliveryState.Failed);
        (await plant.Connections.FindAsync("hook", Cancellation))!.Stopped.ShouldStartWith("It has answered 410 Gone");
    }

    [Fact]
    public async Task Where_nobody_answers_others_are_put_off_and_those_of_other_connections_are_not()
    {
        await using var receiver = new Receiver();
        await using var plant = await ConnectedAsync(receiver);
        var away = new Receiver();
        await away.DisposeAsync();
        await plant.ApplyAsync("away", away.Port);
        var dead = new List<Delivery>();
        for (var i = 0; i < 20; i++)
            dead.Add(await plant.AddAsync($"dead-{i}", connection: "away"));

        await plant.RoundAsync();
        var live = await plant.AddAsync("live");
        while (await plant.RoundAsync() > 0)
        {
        }

        (await plant.FindAsync(live.Id)).State.ShouldBe(DeliveryState.Delivered);
        var states = new List<Delivery>();
        foreach (var delivery in dead)
            states.Add(await plant.FindAsync(delivery.Id));

        // Those that were under way when it turned out.
        states.Count(delivery => delivery.Attempts == 1).ShouldBe(8);
        states.Where(delivery => delivery.Attempts == 0).ShouldAllBe(
            delivery => delivery.NextAt >= plant.Host.Clock.Now.AddSeconds(30) && delivery.State == DeliveryState.Waiting);
    }

    [Fact]
    public async Task A_process_that_is_killed_while_it_delivers_leaves_it_to_the_next_one_under_the_same_id()
    {
        await using var receiver = new Receiver();
        await using var plant = await ConnectedAsync(receiver, HookedPort.Before<IDeliveries>(
            nameof(IDeliveries.CommitAsync),
            call => call == 1 ? Task.FromException(new IOException("killed after the receiver had it")) : Task.CompletedTask));
        var delivery = await plant.AddAsync("a");

        await Should.ThrowAsync<IOException>(plant.RoundAsync);
        (await plant.RoundAsync()).ShouldBe(0);
        plant.Host.Clock.Now = plant.Host.Clock.Now.AddMinutes(1);
        (await plant.RoundAsync()).ShouldBe(1);

        receiver.Requests.Select(request => request.Headers["webhook-id"]).ShouldBe([delivery.Id, delivery.Id]);
        receiver.Requests[0].Body.ShouldBe(receiver.Requests[1].Body);
        (await plant.FindAsync(delivery.Id)).State.ShouldBe(DeliveryState.Delivered);
    }

    [Fact]
    public async Task Two_processes_that_deliver_at_once_deliver_each_once()
    {
        await using var receiver = new Receiver();
        await using var plant = await ConnectedAsync(receiver);
        for (var i = 0; i < 40; i++)
            await plant.AddAsync($"delivery-{i}");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => DeliverAllAsync()));

        receiver.Requests.Select(request => request.Headers["webhook-id"]).Distinct().Count().ShouldBe(40);
        receiver.Requests.Count.ShouldBe(40);

        async Task DeliverAllAsync()
        {
            while (await plant.RoundAsync() > 0)
            {
            }
        }
    }

    [Fact]
    public async Task What_a_deleted_connection_was_not_told_has_failed()
    {
        await using var receiver = new Receiver();
        await using var plant = await ConnectedAsync(receiver);
        var before = await plant.AddAsync("a");
        await plant.Connections.DeleteAsync("hook", Cancellation);
        var after = await plant.AddAsync("b");

        await plant.RoundAsync();

        receiver.Requests.ShouldBeEmpty();
        foreach (var delivery in new[] { before, after })
            (await plant.FindAsync(delivery.Id)).State.ShouldBe(DeliveryState.Failed);
    }

    private static async Task<ConnectedPlant> ConnectedAsync(
        Receiver receiver, Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? configure = null)
    {
        var host = await PresageHost.StartAsync(null, configure, ("Deliveries:Enabled", "false"));
        var plant = new ConnectedPlant(host);
        await plant.ApplyAsync("hook", receiver.Port);
        return plant;
    }

    /// <summary>A process with a connection, in which it is delivered when the test says so.</summary>
    private sealed class ConnectedPlant(PresageHost host) : IAsyncDisposable
    {
        private readonly Secret _secret = new();

        public PresageHost Host => host;

        public IDeliveries Deliveries => host.Get<IDeliveries>();

        public IConnections Connections => host.Get<IConnections>();

        public Task ApplyAsync(string name, int port) => Connections.ApplyAsync(
            new Connection(
                name, "webhook",
                $$"""
                connection: {{name}}
                webhook: { url: "http://localhost:{{port}}/", secret: "{{_secret.Reference}}", allow-private: [localhost] }
                """,
                host.Clock.Now, "tester"),
            Cancellation);

        public async Task<Delivery> AddAsync(string id, DateTime? next = null, string connection = "hook")
        {
            var now = host.Clock.Now;
            var happened = new ConnectionEvent(id, "/tests", EventTypes.Test, id, now, id, id, id, new JsonObject());
            var delivery = happened.To(connection, now) with { NextAt = next ?? now };
            (await Deliveries.AddAsync(delivery, Cancellation)).ShouldBeTrue();
            return delivery;
        }

        public Task<int> RoundAsync() => host.Get<DeliveryRound>().DeliverAsync(Cancellation);

        public async Task<Delivery> FindAsync(string id) => (await Deliveries.FindAsync(id, Cancellation)).ShouldNotBeNull();

        public async ValueTask DisposeAsync()
        {
            await host.DisposeAsync();
            _secret.Dispose();
        }
    }
}
