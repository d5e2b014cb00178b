using System.Diagnostics.Metrics;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Tests.Harness;

namespace Presage.Tests.Flows;

public sealed class MessagingMetricsTests
{
    [Fact]
    public async Task A_message_that_fails_for_a_known_reason_is_counted_under_its_code()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.TrainedAsync());
        await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);
        using var measured = new Measurements(host.Get<IMeterFactory>());

        await host.RunAsync(new StartEvaluation("evaluate-1", "predictions", Threshold: 1.1));

        measured.Of("messaging.process.duration").ShouldContain(message => message.Tags.EndsWith("error.type=invalid-threshold"));
    }
}
