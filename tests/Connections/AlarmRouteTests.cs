using Presage.Connections.Definitions;
using Presage.Engine.Alarms;

namespace Presage.Tests.Connections;

public sealed class AlarmRouteTests
{
    private static readonly AlarmFacts s_alarm = new(
        "plant", "comp1", AlarmPriority.High, new Dictionary<string, string> { ["model"] = "model1", ["site"] = "north" }, IsPast: false);

    [Fact]
    public void A_route_without_limits_fits_every_alarm_of_now() =>
        (Route().Fits(s_alarm), Route().Fits(s_alarm with { IsPast = true })).ShouldBe((true, false));

    [Fact]
    public void Alarms_of_the_past_are_told_where_they_are_asked_for() =>
        (Route() with { Past = true }).Fits(s_alarm with { IsPast = true }).ShouldBeTrue();

    [Fact]
    public void All_that_is_given_has_to_fit()
    {
        var route = Route() with
        {
            Priorities = [AlarmPriority.Urgent, AlarmPriority.High],
            Datasets = ["plant"],
            Components = ["comp1", "comp2"],
            Groups = new Dictionary<string, IReadOnlyList<string>> { ["model"] = ["model1"], ["site"] = ["north", "south"] },
        };

        route.Fits(s_alarm).ShouldBeTrue();
        route.Fits(s_alarm with { Priority = AlarmPriority.Medium }).ShouldBeFalse();
        route.Fits(s_alarm with { Dataset = "other" }).ShouldBeFalse();
        route.Fits(s_alarm with { Component = "comp3" }).ShouldBeFalse();
        route.Fits(s_alarm with { Attributes = new Dictionary<string, string> { ["model"] = "model1" } }).ShouldBeFalse();
    }

    private static AlarmRoute Route() => new([], [], new Dictionary<string, IReadOnlyList<string>>(), [], Past: false);
}
