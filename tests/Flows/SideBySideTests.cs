using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Flows;

public sealed class SideBySideTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Slices_are_worked_on_side_by_side_also_where_nothing_makes_one_wait()
    {
        Assert.SkipUnless(Environment.ProcessorCount > 1, "It needs two processors.");
        using var second = new ManualResetEventSlim();
        var met = false;
        await using var host = await PresageHost.StartAsync(
            await Prepared.TrainedAsync(),
            HookedPort.Before<IRuns>(nameof(IRuns.CompleteSliceAsync), call =>
            {
                if (call == 1)
                    met = second.Wait(Patience);
                else
                    second.Set();

                return Task.CompletedTask;
            }),
            ("Features:ReadingsPerSlice", "2000"));

        await host.RunAsync<StartScoring, ScoreResult>(Prepared.Scoring);

        met.ShouldBeTrue("the second slice did not begin before the first one had ended");
    }
}
