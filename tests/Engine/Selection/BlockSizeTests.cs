using Presage.Engine;
using Presage.Engine.Selection;

namespace Presage.Tests.Engine.Selection;

public sealed class BlockSizeTests
{
    [Fact]
    public void Failures_are_counted_and_not_rows()
    {
        long[][][] failures = [[[20 * UnixTime.Day, 22 * UnixTime.Day], [50 * UnixTime.Day]], [[30 * UnixTime.Day], []], [[], []]];
        var fleet = new Fleet(failures, 60).Rows;

        var size = BlockSize.Of(fleet, [.. Enumerable.Range(0, fleet.Times.Length).Where(row => fleet.Labels[0][row] >= 0)]);

        (size.Rows, size.Machines, size.FailedAtAll).ShouldBe((3 * 2 * 56 + 3, 3, 2));
        size.Failures.ShouldBe([3, 1]);
        size.FailedMachines.ShouldBe([2, 1]);
    }

    [Fact]
    public void A_failure_counts_where_a_row_leads_up_to_it()
    {
        var fleet = new Fleet([[[20 * UnixTime.Day, 40 * UnixTime.Day], []]], 60).Rows;

        var size = BlockSize.Of(fleet, [.. Enumerable.Range(0, fleet.Times.Length).Where(row => fleet.Times[row] < 18 * UnixTime.Day)]);

        size.Failures.ShouldBe([1, 0]);
    }

    /// <summary>The reference preset has labels of its own.</summary>
    [Fact]
    public void Failing_rows_without_a_failure_count_by_their_runs()
    {
        var fleet = new Fleet([[[], []]], 60).Rows;
        foreach (var row in new[] { 4, 5, 6, 20, 21 })
            fleet.Labels[0][row] = 1;

        BlockSize.Of(fleet, [.. Enumerable.Range(0, 60)]).Failures.ShouldBe([2, 0]);
    }
}
