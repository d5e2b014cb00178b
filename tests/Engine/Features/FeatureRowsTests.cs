using Presage.Engine.Features;

namespace Presage.Tests.Engine.Features;

public sealed class FeatureRowsTests
{
    private static readonly FeatureRows s_first = new(["1", "2"], [0, 1, 1], [10, 10, 20], [[1, 2, 3]], [[0, 0, 1]]);
    private static readonly FeatureRows s_second = new(["2", "3"], [0, 1], [30, 10], [[4, 5]], [[-1, 0]]);

    [Fact]
    public void Parts_are_put_one_behind_the_other_and_a_machine_of_both_is_listed_once()
    {
        var rows = FeatureRows.Concat([s_first, s_second]);

        rows.Machines.ShouldBe(["1", "2", "3"]);
        rows.MachineOf.ShouldBe([0, 1, 1, 1, 2]);
        rows.Times.ShouldBe([10, 10, 20, 30, 10]);
        rows.Values[0].ShouldBe([1, 2, 3, 4, 5]);
        rows.Labels[0].ShouldBe([0, 0, 1, -1, 0]);
    }

    [Fact]
    public void No_parts_are_no_rows() => FeatureRows.Concat([]).Count.ShouldBe(0);

    [Fact]
    public void Parts_with_other_columns_are_refused() =>
        Should.Throw<ArgumentException>(() => FeatureRows.Concat([s_first, s_second with { Values = [] }]));
}
