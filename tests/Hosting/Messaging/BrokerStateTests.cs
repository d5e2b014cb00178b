using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Presage.Engine;
using Presage.Hosting.Messaging;
using Presage.Hosting.Messaging.Connecting;

namespace Presage.Tests.Hosting.Messaging;

/// <summary>What a process knows of its broker.</summary>
public sealed class BrokerStateTests
{
    private static readonly BrokerRefusal s_away = new(BrokerTrouble.Away, ErrorKind.Unavailable, "broker-unreachable", "It is away.", "");
    private static readonly BrokerRefusal s_right = new(BrokerTrouble.Right, ErrorKind.Forbidden, "broker-right-missing", "Refused.", "");

    private readonly BrokerState _state = new(
        new MessagingOptions { Host = new Uri("amqp://rabbit") }, TimeProvider.System,
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(), NullLogger<BrokerState>.Instance);

    [Fact]
    public async Task What_is_published_while_the_broker_takes_nothing_waits_and_is_told_why_when_it_is_given_up()
    {
        using var patience = new CancellationTokenSource();
        _state.Block("low on memory");
        var given = _state.PassAsync(patience.Token);
        var patient = _state.PassAsync(TestContext.Current.CancellationToken);

        await patience.CancelAsync();
        var error = await Should.ThrowAsync<PresageException>(given);
        (error.Code, error.Message).ShouldBe((
            "broker-blocked", "The broker rabbit:5672 takes no messages: it is out of memory (memory alarm)."));
        _state.Word.ShouldBe("blocked");
        patient.IsCompleted.ShouldBeFalse();

        _state.Unblock();
        await patient;
        _state.Word.ShouldBe("connected");
    }

    [Fact]
    public void A_refusal_goes_when_what_was_refused_is_taken()
    {
        _state.Published(s_right);
        _state.Connected(null);
        _state.Word.ShouldBe("refused");

        _state.Published(null);
        _state.Trouble.ShouldBeNull();

        _state.Connected(s_away);
        _state.Word.ShouldBe("away");
        _state.Since.ShouldNotBeNull();
    }
}
