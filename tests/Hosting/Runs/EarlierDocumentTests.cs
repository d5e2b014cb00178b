using Presage.Hosting;
using Presage.Hosting.Runs;

namespace Presage.Tests.Hosting.Runs;

/// <summary>What runs of an earlier version have kept is still read.</summary>
public sealed class EarlierDocumentTests
{
    [Fact]
    public void A_feature_slice_that_did_not_count_what_is_unknown_is_one_of_which_nothing_is_said()
    {
        var slice = Json.Read<FeatureSlice>("""{"labelled":12,"positives":[3,0],"hash":"00ff"}""");

        (slice.Labelled, slice.Hash, slice.Unknown).ShouldBe((12, "00ff", null));
        slice.Positives.ShouldBe([3, 0]);
    }

    [Fact]
    public void A_plan_still_says_until_when_anything_is_known()
    {
        var plan = Json.Read<RunPlan>(
            """
            {"purpose":"training","dataset":"plant","from":"2015-01-01T00:00:00Z","to":"2015-03-01T00:00:00Z","preset":"default",
             "horizonHours":84,"asOf":"2015-04-01T00:00:00Z","failuresKnownUntil":"2015-02-28T06:00:00Z","machines":["1","2"],"slices":[2]}
            """);

        plan.FailuresKnownUntil.ShouldBe(new DateTime(2015, 2, 28, 6, 0, 0, DateTimeKind.Utc));
        plan.Machines.ShouldBe(["1", "2"]);
    }
}
