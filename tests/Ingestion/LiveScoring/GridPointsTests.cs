using Presage.Ingestion.LiveScoring;

namespace Presage.Tests.Ingestion.LiveScoring;

public sealed class GridPointsTests
{
    private const long Grid = 100;

    [Fact]
    public void A_point_is_due_when_a_reading_at_it_or_later_by_the_grace_has_come()
    {
        new GridPoints(Grid, 0, latest: 150, announced: 100).Due([199]).ShouldBeEmpty();
        new GridPoints(Grid, 0, latest: 150, announced: 100).Due([200]).ShouldBe([200]);
        new GridPoints(Grid, 10, latest: 150, announced: 100).Due([209]).ShouldBeEmpty();
        new GridPoints(Grid, 10, latest: 150, announced: 100).Due([210]).ShouldBe([200]);
    }

    [Fact]
    public void A_late_reading_makes_the_point_due_that_it_belongs_to_unless_that_was_announced()
    {
        var watch = new GridPoints(Grid, 0, latest: 1_050, announced: 1_000);

        watch.Due([501, 1_050]).ShouldBe([600]);
        watch.Announce([600]);

        watch.Due([502, 1_051]).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_not_announced_stays_due()
    {
        var watch = new GridPoints(Grid, 0, latest: 150, announced: 100);

        watch.Due([310]).ShouldBe([200, 300]);
        watch.Due([320]).ShouldBe([200, 300]);
    }

    [Fact]
    public void Points_that_follow_each_other_are_told_of_together()
    {
        GridPoints.Together([200, 300, 400, 600, 800, 900], Grid).ShouldBe([(200, 400), (600, 600), (800, 900)]);
        GridPoints.Together([200], Grid).ShouldBe([(200, 200)]);
        GridPoints.Together([], Grid).ShouldBeEmpty();
    }

    [Fact]
    public void After_a_long_gap_only_the_latest_points_are_due() =>
        new GridPoints(Grid, 0, latest: 150, announced: 100).Due([100_000])
            .ShouldBe([.. Enumerable.Range(0, GridPoints.LookBack).Select(point => 98_700 + (point * Grid))]);
}
