using System.Collections.Concurrent;
using System.Diagnostics;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting.Observability;
using Presage.Tests.Harness;

namespace Presage.Tests.Flows;

public sealed class TraceTests
{
    [Fact]
    public async Task A_run_is_one_trace_over_all_its_messages()
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is PresageActivity.SourceName or "MassTransit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());

        await host.RunAsync<StartTraining, TrainResult>(Prepared.Training with { RunId = "traced" });

        var slices = spans.Where(span => Equals(span.GetTagItem("presage.run"), "traced")).ToList();
        slices.Select(span => span.OperationName).Distinct().ShouldBe(
            ["StartTraining", "BuildFeatureSlice", "features slice", "TrainingFeaturesBuilt", "RunTrial", "trials slice", "SelectModel",
                "select slice"], ignoreOrder: true);
        var trace = slices.Select(span => span.TraceId).Distinct().ShouldHaveSingleItem();
        spans.Count(span => span.TraceId == trace && span.Source.Name == "MassTransit").ShouldBeGreaterThan(slices.Count);
    }
}
