using Presage.Engine;
using Presage.Ingestion.Intakes;
using Presage.Storage;

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

        var taken = _intake.Take().Records;

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
        _intake.Take().Records.ShouldHaveSingleItem();

        _intake.Take().Records.ShouldBeEmpty();
        Add("1", 10, 170).ShouldBeNull();
        _intake.Take().Records.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_reading_that_repeats_another_is_left_out_and_one_that_says_something_else_is_a_batch_of_its_own()
    {
        Add("1", 20, 170).ShouldBeNull();
        Add("1", 10, 171).ShouldBeNull();
        Add("1", 10, 172).ShouldBeNull();
        Add("1", 10, 171).ShouldBeNull();
        Add("1", 20, 170).ShouldBeNull();
        Add("1", 20, 0, sensor: 1).ShouldBeNull();

        var (taken, counts) = _intake.Take();

        counts.ShouldBe(new MergeCounts(0, 0, 2));
        taken.Select(batch => batch.Times).ShouldBe([[10, 20], [10, 20]]);
        taken[0].Values[0].ShouldBe([171, 170]);
        taken[1].Values[0].ShouldBe([172, double.NaN]);
        taken[1].Values[1].ShouldBe([double.NaN, 0]);
    }

    [Fact]
    public void Of_a_time_with_very_many_readings_the_two_greatest_values_of_each_sensor_are_among_those_kept()
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, 1_000).ToArray();
        random.Shuffle(values);
        foreach (var value in values)
            Add("1", 10, value * 0.25).ShouldBeNull();

        var (taken, counts) = _intake.Take();

        taken.Count.ShouldBe(64);
        taken.Select(batch => batch.Values[0][0]).OrderDescending().Take(2).ShouldBe([999 * 0.25, 998 * 0.25]);
        counts.ShouldBe(new MergeCounts(0, 0, 1_000 - 64, 1_000 - 64));
    }

    [Fact]
    public void A_reading_needs_a_value()
    {
        Add("1", 10, null).ShouldBe("no-values");
        Add("1", 10, -1).ShouldBe("out-of-range: volt");
        _intake.Cells.TakeReasons().ShouldBe("out-of-range: volt");
        _intake.SetUnparsable(0);
        _intake.SetUnparsable(1);
        _intake.SetMissing(2);
        _intake.SetMissing(3);
        _intake.Add(0, 10).ShouldBe("unparsable: volt");

        _intake.Take().Records.ShouldBeEmpty();
        _intake.Times.ShouldBe(default);
    }

    [Fact]
    public void A_value_that_is_refused_is_missing_and_the_others_of_the_reading_stay()
    {
        _intake.Set(0, 170);
        _intake.Set(1, -1);
        _intake.SetUnparsable(2);
        _intake.SetMissing(3);
        _intake.Add(0, 10).ShouldBeNull();

        _intake.Cells.HasRefused.ShouldBeTrue();
        _intake.Cells.TakeReasons().ShouldBe("out-of-range: rotate; unparsable: pressure");
        _intake.Cells.HasRefused.ShouldBeFalse();
        _intake.Cells.Records.ShouldBe(1);
        _intake.Cells.Columns.Select(column => (column.Column, column.Missing, column.Refused.Values.Sum()))
            .ShouldBe([("rotate", 0, 1), ("pressure", 0, 1), ("vibration", 1, 0)]);
        _intake.Take().Records.Single().Values.Select(sensor => sensor[0]).ShouldBe([170, double.NaN, double.NaN, double.NaN]);
    }

    /// <summary>Adds a reading of one sensor.</summary>
    private string? Add(string machine, long time, double? value, int sensor = 0)
    {
        for (var other = 0; other < 4; other++)
            _intake.SetMissing(other);

        if (value is { } number)
            _intake.Set(sensor, number);

        return _intake.Add(Targets.MachineOf(_intake.Key, machine), time);
    }
}
