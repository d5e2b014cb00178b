using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Reconciliation;
using Presage.Engine.Scenarios;
using Presage.Scenarios;

namespace Presage.Tests.Engine.Reconciliation;

public sealed class ReconcilerTests
{
    private static readonly Scenario s_scenario = ScenarioCatalog.Read("azure-pdm");

    [Fact]
    public void Records_that_fit_together_give_nothing() => Find(Records(["1", "2"])).ShouldBeEmpty();

    [Fact]
    public void Without_readings_not_everything_has_come_yet() =>
        Find(Records([]) with { Described = [], Events = [] }).ShouldBeEmpty();

    [Fact]
    public void Events_of_machines_without_readings_are_told_with_the_ids_that_may_be_meant()
    {
        var records = Records(["001", "002", "003", "005"]) with
        {
            Events = [Events("errors", ("002", 6)), Events("maintenance", ("002", 6)),
                Events("failures", ("1", 7), ("3", 6), ("5", 6), ("002", 17))],
        };

        Find(records).ShouldHaveSingleItem().ShouldBe(new Finding(
            "events-without-readings",
            "19 of 36 failures name machines 1, 3, 5 that have no readings (are 001, 003, 005 meant?)."));
    }

    [Fact]
    public void Machines_that_mean_none_that_is_known_are_told_together()
    {
        var others = Enumerable.Range(50, 7).Select(id => ($"{id}", 2L)).ToArray();
        var records = Records(["1"]) with
        {
            Events = [Events("errors", ("1", 9), others[0]), Events("maintenance", ("1", 1)),
            Events("failures", others)]
        };

        Find(records).ShouldHaveSingleItem().Message.ShouldBe(
            "16 events name 7 machines that have no readings: 50, 51, 52, 53, 54 (2 more).");
    }

    [Fact]
    public void Ids_that_look_missing_are_told_with_what_is_theirs()
    {
        var records = Records(["1", "nan"]) with { Events = Full("1", "nan") };

        Find(records).ShouldHaveSingleItem().Message.ShouldBe(
            "A machine is called nan, which looks like a missing id: 100 readings and 18 events are theirs.");
    }

    [Fact]
    public void Kinds_of_records_that_nobody_delivered_are_told_with_the_inputs_that_are_empty()
    {
        var records = Records(["1"]) with { Events = [Events("errors"), Events("maintenance"), Events("failures", ("1", 2))] };

        Find(records).ShouldHaveSingleItem().ShouldBe(new Finding(
            "records-not-delivered", "The scenario has errors (errors.csv) and maintenance (maint.csv), and none came."));
        Reconciler.Of(s_scenario, records, FeaturePresets.Create("default", s_scenario).Columns).ShouldHaveSingleItem()
            .Message.ShouldContain("the inputs error1_count_24h, error2_count_24h (3 more) and comp1_days_since");
    }

    [Fact]
    public void Failures_soon_after_one_another_may_be_one()
    {
        var hours = new[] { 0, 3, 27.5, 80 };
        var records = Records(["1"]) with
        {
            Failures =
            [
                .. hours.Select(hour => new FailureAtHand("1", UnixTime.FromDateTime(DateTime.UnixEpoch.AddHours(hour)), "comp1")),
                new("1", UnixTime.FromDateTime(DateTime.UnixEpoch.AddHours(1)), "comp2"),
                new("2", UnixTime.FromDateTime(DateTime.UnixEpoch.AddHours(1)), "comp1"),
            ],
        };

        var finding = Find(records).ShouldHaveSingleItem();
        finding.Code.ShouldBe("failures-repeated");
        finding.Message.ShouldStartWith(
            "1 of 6 failures follow one of the same machine and component within 24 h, such as 1 comp1 1970-01-01");
    }

    [Theory]
    [InlineData(20, 1, 30, true)]
    [InlineData(20, 11, 30, false)]
    [InlineData(1000, 7, 5, false)]
    [InlineData(1000, 40, 5, true)]
    [InlineData(20, 3, 2, false)]
    public void Machines_without_events_are_told_where_chance_would_not_leave_so_many(int all, int without, int others, bool isTold)
    {
        string[] ids = [.. Enumerable.Range(1, all).Select(id => $"{id}")];
        var records = Records(ids) with
        {
            Events =
            [
                Events("errors", [.. ids.Skip(without).Select(id => (id, (long)others - 2))]),
                Events("maintenance", [.. ids.Skip(without).Select(id => (id, 1L))]),
                Events("failures", [.. ids.Skip(without).Select(id => (id, 1L))]),
            ],
        };

        Find(records).Any(finding => finding.Code == "machines-without-events").ShouldBe(isTold);
    }

    private static IReadOnlyList<Finding> Find(RecordsAtHand records) => Reconciler.Of(s_scenario, records);

    private static RecordsAtHand Records(string[] ids) => new(ids.ToDictionary(id => id, _ => 100L), ids, Full(ids), []);

    private static EventsAtHand[] Full(params string[] ids) =>
        [.. new[] { "errors", "maintenance", "failures" }.Select(kind => Events(kind, [.. ids.Select(id => (id, 6L))]))];

    private static EventsAtHand Events(string kind, params (string Machine, long Count)[] counts) =>
        new(kind, counts.ToDictionary(count => count.Machine, count => count.Count));
}
