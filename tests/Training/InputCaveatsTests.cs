using Presage.Contracts.Api;
using Presage.Engine.Features;
using Presage.Engine.Learning;
using Presage.Tests.Harness;
using Presage.Training.Registration;

namespace Presage.Tests.Training;

public sealed class InputCaveatsTests
{
    private static readonly ColumnBaseline s_missing = new(double.NaN, 1, [], [0]);
    private static readonly ColumnBaseline s_flat = new(5, 0, [5], [1, 0]);
    private static readonly ColumnBaseline s_good = new(5, 0.1, [1, 5, 9], [0.1, 0.4, 0.5, 0]);

    [Fact]
    public void A_source_is_told_when_all_of_its_columns_are_missing() => Of(("volt", s_missing), ("volt", s_missing), ("age", s_missing))
        .ShouldBe(
        [
            new Notice("always-missing", "volt is missing in every row of training: nothing is learnt from it."),
            new Notice("always-missing", "age is missing in every row of training: nothing is learnt from it."),
        ]);

    [Fact]
    public void One_that_is_nearly_always_missing_is_told_with_its_share() => Of(("volt", s_good with { Missing = 0.973 }))
        .ShouldBe([new Notice("always-missing", "volt is missing in 97.3 % of the rows of training: hardly anything is learnt from it.")]);

    [Fact]
    public void A_sensor_is_flat_when_all_of_its_columns_are() => Of(("volt", s_flat), ("volt", s_missing))
        .ShouldBe([new Notice("flat-input", "volt is the same in every row of training: nothing is learnt from it.")]);

    [Fact]
    public void A_column_with_values_is_enough_and_what_is_no_sensor_may_be_the_same() =>
        Of(("volt", s_flat), ("volt", s_good), ("age", s_flat), ("errors", s_flat)).ShouldBeEmpty();

    private static List<Notice> Of(params (string Source, ColumnBaseline Values)[] columns) =>
    [
        .. InputCaveats.Of(
            TestStore.Scenario, [.. columns.Select((each, i) => new FeatureColumn($"{i}", each.Source, each.Source, ""))],
            [.. columns.Select(each => each.Values)]),
    ];
}
