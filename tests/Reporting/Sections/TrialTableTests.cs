using Presage.Contracts.Api;
using Presage.Reporting.Sections;

namespace Presage.Tests.Reporting.Sections;

public sealed class TrialTableTests
{
    private static readonly Dictionary<string, double> None = [];

    [Fact]
    public void Rungs_and_folds_are_shown_where_there_are_any()
    {
        var page = TrialTable.Of(
            "train-1",
            [
                new(0, "decision-tree", None, 0.5, 1, 3, [0.4, 0.6]),
                new(1, "decision-tree", None, 0.85, 1, 1, [0.8, 0.9]),
            ]).ToString();

        page.ShouldContain("Rung");
        page.ShouldContain("0.40, 0.60");
        var (later, earlier) = (page.IndexOf("0.40, 0.60", StringComparison.Ordinal), page.IndexOf("0.80, 0.90", StringComparison.Ordinal));
        later.ShouldBeLessThan(earlier, "a later rung says more");
    }

    [Fact]
    public void A_plain_sweep_has_neither()
    {
        var page = TrialTable.Of("train-1", [new(0, "decision-tree", None, 0.5, 1)]).ToString();

        page.ShouldNotContain("Rung");
        page.ShouldNotContain("By fold");
    }
}
