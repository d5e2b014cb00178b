using Presage.Application.Runs;
using Presage.Contracts.Api;

namespace Presage.Tests.Application.Runs;

public sealed class RunOutlookTests
{
    private static readonly DateTime Begin = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void It_is_the_mean_time_of_a_slice_times_what_is_left_over_those_at_work()
    {
        // Three of ten are done in 10 s each, two have been worked on for 4 s: 7 x 10 - 2 x 4 seconds of work for two workers.
        RunSlice[] slices = [Done(0), Done(1), Done(2), Running(3, begunAt: 26), Running(4, begunAt: 26)];

        var remaining = RunOutlook.Of("score", 10, slices, Begin.AddSeconds(30));

        remaining.Seconds.ShouldBe(31);
    }

    [Fact]
    public void A_slice_that_has_taken_ten_times_the_longest_counts_as_lost()
    {
        RunSlice[] slices = [Done(0), Running(1, begunAt: 0), Running(2, begunAt: 195)];

        RunOutlook.Of("score", 3, slices, Begin.AddSeconds(200)).Seconds.ShouldBe(15);
    }

    [Theory]
    [InlineData(false, false, "no worker has begun a slice yet")]
    [InlineData(true, false, "no slice is finished yet")]
    [InlineData(false, true, "no worker is at it")]
    public void What_cannot_be_told_is_not_made_up(bool isRunning, bool isDone, string why)
    {
        RunSlice[] running = isRunning ? [Running(0, begunAt: 0)] : [];
        RunSlice[] done = isDone ? [Done(1)] : [];
        RunSlice[] slices = [.. running, .. done];

        RunOutlook.Of("score", 3, slices, Begin.AddSeconds(5)).Why.ShouldBe(why);
    }

    private static RunSlice Done(int slice) => new("score", slice, RunSlice.Done, 1, "worker", Begin, Begin.AddSeconds(10), 100);

    private static RunSlice Running(int slice, int begunAt) =>
        new("score", slice, RunSlice.Running, 1, "worker", Begin.AddSeconds(begunAt));
}
