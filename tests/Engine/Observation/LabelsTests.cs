using Presage.Engine.Observation;

namespace Presage.Tests.Engine.Observation;

public class LabelsTests
{
    private const long Horizon = 10;

    private static readonly long[] s_moments = [0, 5, 12, 20, 25];

    [Fact]
    public void A_machine_that_stops_reporting_is_unknown_and_not_healthy_in_its_last_horizon() =>
        Of([], new([new(0, 20)])).ShouldBe([0, 0, -1, -1, -1]);

    [Fact]
    public void A_failure_that_is_known_labels_its_rows_though_nothing_comes_after_it() =>
        Of([22], new([new(0, 22)])).ShouldBe([0, 0, 1, 1, -1]);

    [Fact]
    public void A_pause_makes_the_rows_before_it_unknown_and_those_after_it_are_known_again() =>
        Of([], new([new(0, 12), new(20, 40)])).ShouldBe([0, -1, -1, 0, 0]);

    [Fact]
    public void Until_the_life_ended_it_is_known_that_nothing_else_failed() =>
        Of([], new([new(0, 22, EndsLife: true)])).ShouldBe([0, 0, 0, 0, -1]);

    [Fact]
    public void A_failure_of_the_next_life_is_none_of_this_one() =>
        Of([24], new([new(0, 21, EndsLife: true), new(22, 24, EndsLife: true)])).ShouldBe([0, 0, 0, 0, -1]);

    private static int[] Of(long[] failures, ObservedPeriods observed) =>
        [.. Labels.Of(failures, s_moments, Horizon, observed).Select(label => (int)label)];
}
