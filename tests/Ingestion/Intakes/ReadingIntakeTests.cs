using Presage.Engine;
using Presage.Ingestion.Intakes;

namespace Presage.Tests.Ingestion.Intakes;

public sealed class ReadingIntakeTests
{
    private readonly ReadingIntake _intake = new(Targets.Of("1", "2"), capacity: 1);

    [Fact]
    public void Readings_are_taken_machine_by_machine_in_the_order_of_time_with_what_is_missing()
    {
        Add("2", 20, 170).ShouldBeNull();
        Add("1", 30, 171).ShouldBeNull();
        Add("1", 10, 172).ShouldBeNull();

        var taken = _intake.Take();

        taken.Select(batch => batch.Machine).ShouldBe(["1", "2"]);
        taken[0].Times.ShouldBe([10L, 30L]);
        taken[0].Values[0].ShouldBe([172d, 171d]);
        taken[0].Values[1].ShouldAllBe(value => double.IsNaN(value));
        taken[0].Known.ShouldAllBe(known => known == Targets.Now);
        _intake.Times.ShouldBe(new TimeSpread(10, 30));
    }

    [Fact]
    public void What_was_taken_is_not_taken_again_and_may_come_again()
    {
        Add("1", 10, 170).ShouldBeNull();
        Add("1", 10, 171).ShouldBe("duplicate-in-file");
        _intake.Take().ShouldHaveSingleItem();

        _intake.Take().ShouldBeEmpty();
        Add("1", 10, 171).ShouldBeNull();
    }

    [Fact]
    public void A_reading_needs_a_value_and_every_value_its_range()
    {
        Add("1", 10, null).ShouldBe("no-values");
        Add("1", 10, -1).ShouldBe("out-of-range: volt");
        _intake.SetUnparsable(1);
        Add("1", 10, 170).ShouldBe("unparsable: rotate");

        _intake.Take().ShouldBeEmpty();
        _intake.Times.ShouldBe(default);
    }

    /// <summary>Adds a reading of the first sensor.</summary>
    private string? Add(string machine, long time, double? volt)
    {
        for (var sensor = 1; sensor < 4; sensor++)
            _intake.SetMissing(sensor);

        if (volt is not { } value)
            _intake.SetMissing(0);
        else
            _intake.Set(0, value);

        return _intake.Add(Targets.MachineOf(_intake.Key, machine), time);
    }
}
