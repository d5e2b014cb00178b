using Presage.Ingestion.Intakes;

namespace Presage.Tests.Ingestion.Intakes;

public sealed class MachineIntakeTests
{
    private readonly MachineIntake _intake = new(Targets.Of(null));

    [Fact]
    public void Attributes_without_a_value_are_left_out()
    {
        Add("1", "model1", "3").ShouldBeNull();
        Add("2", "", "NaN").ShouldBeNull();

        var taken = _intake.Take();

        taken.Select(machine => machine.Id).ShouldBe(["1", "2"]);
        taken[0].Attributes.ShouldBe(new Dictionary<string, string> { ["model"] = "model1", ["age"] = "3" });
        taken[1].Attributes.ShouldBeEmpty();
        _intake.Take().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "model1", "3", "missing: machineID")]
    [InlineData("a\u0001", "model1", "3", "unparsable: machineID")]
    [InlineData("2", "model9", "3", "unknown-category: model")]
    [InlineData("2", "model1", "old", "unparsable: age")]
    [InlineData("2", "model1", "101", "out-of-range: age")]
    [InlineData("1", "model2", "4", "duplicate-in-file")]
    public void A_description_that_is_refused_leaves_nothing_behind(string name, string model, string age, string refusal)
    {
        Add("1", "model1", "3").ShouldBeNull();

        Add(name, model, age).ShouldBe(refusal);
        Add("3", "", "").ShouldBeNull();

        _intake.Take().Select(machine => (machine.Id, machine.Attributes.Count)).ShouldBe([("1", 2), ("3", 0)]);
    }

    private string? Add(string name, string model, string age) =>
        _intake.Begin(Targets.Bytes(name), out var machine)
        ?? _intake.Set(0, Targets.Bytes(model))
        ?? _intake.Set(1, Targets.Bytes(age))
        ?? _intake.Add(machine);
}
