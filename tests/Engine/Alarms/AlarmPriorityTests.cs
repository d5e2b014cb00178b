using Presage.Engine.Alarms;
using Presage.Engine.Scenarios;

namespace Presage.Tests.Engine.Alarms;

public sealed class AlarmPriorityTests
{
    private static readonly Costs s_costs = new(10_000, 2_500, 500, TimeSpan.FromHours(12));

    [Fact]
    public void What_acting_saves_is_the_failure_that_is_prevented_less_the_inspection_for_nothing()
    {
        AlarmPriorities.Saved(1, s_costs).ShouldBe(7_500);
        AlarmPriorities.Saved(0, s_costs).ShouldBe(-500);
        AlarmPriorities.Saved(0.5, s_costs).ShouldBe(3_500);
    }

    [Theory]
    [InlineData(1.00, AlarmPriority.Urgent)]
    [InlineData(0.96, AlarmPriority.Urgent)]
    [InlineData(0.95, AlarmPriority.High)]
    [InlineData(0.82, AlarmPriority.High)]
    [InlineData(0.81, AlarmPriority.Medium)]
    [InlineData(0.54, AlarmPriority.Medium)]
    [InlineData(0.53, AlarmPriority.Low)]
    [InlineData(0.00, AlarmPriority.Low)]
    public void The_priority_follows_from_the_share_of_what_a_certain_failure_would_save(double probability, AlarmPriority priority) =>
        AlarmPriorities.Of(probability, s_costs).ShouldBe(priority);

    [Fact]
    public void Where_acting_never_saves_anything_every_alarm_is_low() =>
        AlarmPriorities.Of(1, s_costs with { PreventedFailure = 10_000 }).ShouldBe(AlarmPriority.Low);

    [Fact]
    public void A_dearer_inspection_never_raises_a_priority()
    {
        double[] probabilities = [0.1, 0.5, 0.8, 0.9, 0.99];

        foreach (var probability in probabilities)
            ((int)AlarmPriorities.Of(probability, s_costs with { FalseAlarm = 5_000 }))
                .ShouldBeLessThanOrEqualTo((int)AlarmPriorities.Of(probability, s_costs));
    }
}
