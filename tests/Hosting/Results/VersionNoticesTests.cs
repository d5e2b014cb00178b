using Presage.Contracts.Api;
using Presage.Hosting.Results;

namespace Presage.Tests.Hosting.Results;

public sealed class VersionNoticesTests
{
    private static readonly DateTime s_start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Rows_of_one_version_after_its_range_are_nothing_to_tell() =>
        VersionNotices.Of([Rows("m", 1, "plant", [11, 12])]).ShouldBeEmpty();

    [Fact]
    public void Rows_of_several_versions_are_counted_by_version() =>
        VersionNotices.Of(VersionRows.Merge(
            [Rows("m", 2, "plant", [11, 12]), Rows("m", 1, "plant", [13]), Rows("m", 2, "plant", [14]), Rows("k", 3, "plant", [15])]))
        .ShouldBe(
        [
            new Notice(
                "several-versions",
                "1 row is of k@3, 1 row is of m@1 and 3 rows are of m@2: the figures are of no single model. Score into a result set of "
                + "its own for each."),
        ]);

    [Fact]
    public void Rows_of_the_range_of_training_are_told_with_their_span()
    {
        var notice = VersionNotices.Of([Rows("m", 1, "plant", [5, 8, 10, 11])]).ShouldHaveSingleItem();

        notice.Code.ShouldBe("evaluated-on-training-range");
        notice.Message.ShouldStartWith("3 of 4 rows of m@1, 2024-01-06 to 2024-01-11 (5 days), lie in the range that it was trained on");
    }

    [Fact]
    public void The_range_of_another_data_set_does_not_matter() => VersionNotices.Of([Rows("m", 1, "other", [5])]).ShouldBeEmpty();

    [Fact]
    public void Of_a_version_that_is_gone_no_range_is_known() =>
        VersionNotices.Of([VersionRows.Of("m", 1, null, "plant", [s_start])]).ShouldBeEmpty();

    [Fact]
    public void A_ranking_of_several_models_says_so()
    {
        VersionNotices.OfMachines(["m@1", "m@1"]).ShouldBeEmpty();
        VersionNotices.OfMachines(["m@2", "m@1", "m@2"]).ShouldBe(
            [new Notice("several-versions", "The latest predictions come from several models: 1 from m@1 and 2 from m@2.")]);
    }

    /// <summary>Of a version that was trained on the first ten days of the data set <c>plant</c>.</summary>
    private static VersionRows Rows(string model, int version, string dataset, double[] days) => VersionRows.Of(
        model, version,
        new ModelLineage(
            "plant", s_start, s_start.AddDays(10), s_start, s_start, "s", "", "default", 24, "", "a", new Dictionary<string, double>(), 1,
            null, "1", "r"),
        dataset, [.. days.Select(day => s_start.AddDays(day))]);
}
