using Presage.Ingestion.Intakes;
using Presage.Storage;
using Presage.Storage.Histories;

namespace Presage.Tests.Ingestion.Intakes;

public sealed class MachineIntakeTests
{
    private readonly MachineIntake _intake = new(Targets.Of(null));

    [Fact]
    public void Attributes_without_a_value_are_left_out()
    {
        Add("1", "model1", "3").ShouldBeNull();
        Add("2", "", "NaN").ShouldBeNull();

        var taken = _intake.Take().Records;

        taken.Select(machine => machine.Id).ShouldBe(["1", "2"]);
        taken[0].Attributes.ShouldBe(new Dictionary<string, string> { ["model"] = "model1", ["age"] = "3" });
        taken[1].Attributes.ShouldBeEmpty();
        _intake.Take().Records.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "missing: machineID")]
    [InlineData("a\u0001", "unparsable: machineID")]
    public void A_description_without_a_name_leaves_nothing_behind(string name, string refusal)
    {
        Add("1", "model1", "3").ShouldBeNull();

        Add(name, "model1", "3").ShouldBe(refusal);
        Add("3", "", "").ShouldBeNull();

        _intake.Take().Records.Select(machine => (machine.Id, machine.Attributes.Count)).ShouldBe([("1", 2), ("3", 0)]);
    }

    [Theory]
    [InlineData("model9", "3", "unknown-category: model", "age")]
    [InlineData("model1", "old", "unparsable: age", "model")]
    [InlineData("model1", "101", "out-of-range: age", "model")]
    public void An_attribute_that_is_refused_is_left_out_and_the_machine_stays(string model, string age, string refusal, string kept)
    {
        Add("1", model, age).ShouldBeNull();

        _intake.Cells.TakeReasons().ShouldBe(refusal);
        _intake.Take().Records.ShouldHaveSingleItem().Attributes.Keys.ShouldBe([kept]);
    }

    [Fact]
    public void A_description_that_repeats_another_is_left_out_and_one_that_says_something_else_is_not()
    {
        Add("1", "model1", "3").ShouldBeNull();
        Add("1", "model1", "3").ShouldBeNull();
        Add("1", "", "3").ShouldBeNull();
        Add("1", "model2", "3").ShouldBeNull();

        var (taken, counts) = _intake.Take();

        taken.Select(machine => machine.Attributes["model"]).ShouldBe(["model1", "model2"]);
        counts.ShouldBe(new MergeCounts(0, 0, 2));
    }

    [Fact]
    public void Dates_of_observation_are_read_as_times_are_elsewhere()
    {
        var target = Targets.Of(null);
        var observation = target.Scenario.Observation with { CommissionedColumn = "since", RetiredColumn = "until" };
        var intake = new MachineIntake(target with { Scenario = target.Scenario with { Observation = observation } });

        intake.Begin(Targets.Bytes("1"), out var machine).ShouldBeNull();
        intake.Set(2, Targets.Bytes("2015-01-31"));
        intake.Set(3, Targets.Bytes("2015-03-01 06:00:00+02:00"));
        intake.Add(machine);
        intake.Begin(Targets.Bytes("2"), out machine).ShouldBeNull();
        intake.Set(3, Targets.Bytes("soon"));
        intake.Cells.TakeReasons().ShouldBe("unparsable: until");
        intake.Set(3, Targets.Bytes("2015-03-01"));
        intake.Add(machine);

        var all = intake.Take().Records;
        var taken = all[0];
        MachineDate.Of(all[1], "until").ShouldBe(new DateTime(2015, 3, 1, 23, 59, 59, 999, DateTimeKind.Utc));
        MachineDate.Of(taken, "since").ShouldBe(new DateTime(2015, 1, 31, 0, 0, 0, DateTimeKind.Utc));
        MachineDate.Of(taken, "until").ShouldBe(new DateTime(2015, 3, 1, 4, 0, 0, DateTimeKind.Utc));
        MachineDate.Of(taken, null).ShouldBeNull();
    }

    private string? Add(string name, string model, string age)
    {
        if (_intake.Begin(Targets.Bytes(name), out var machine) is { } refusal)
            return refusal;

        _intake.Set(0, Targets.Bytes(model));
        _intake.Set(1, Targets.Bytes(age));
        _intake.Add(machine);
        return null;
    }
}
