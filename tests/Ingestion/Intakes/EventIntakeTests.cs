using Presage.Engine;
using Presage.Ingestion.Intakes;
using Presage.Storage;

namespace Presage.Tests.Ingestion.Intakes;

public sealed class EventIntakeTests
{
    private readonly EventIntake _intake = new(Targets.Of("1", "2"), ["comp1", "comp2"]);

    [Fact]
    public void Events_are_taken_as_they_came()
    {
        Add("2", 20_000, "comp2").ShouldBeNull();
        Add("1", 10_000, "comp1").ShouldBeNull();

        _intake.Take().Records.ShouldBe(
        [
            new EventRecord("2", UnixTime.ToDateTime(20_000), "comp2", Targets.Known),
            new EventRecord("1", UnixTime.ToDateTime(10_000), "comp1", Targets.Known),
        ]);
        _intake.Times.ShouldBe(new TimeSpread(10_000, 20_000));
        _intake.Take().Records.ShouldBeEmpty();
    }

    [Fact]
    public void A_code_must_be_known_and_the_same_event_counts_once_between_two_takings()
    {
        Add("1", 10_000, "comp3").ShouldBe("unknown-code");
        Add("1", 10_000, "comp1").ShouldBeNull();
        Add("1", 10_000, "comp2").ShouldBeNull();
        Add("1", 10_000, "comp1").ShouldBeNull();

        var (taken, counts) = _intake.Take();
        taken.Count.ShouldBe(2);
        counts.ShouldBe(new MergeCounts(0, 0, 1));
        Add("1", 10_000, "comp1").ShouldBeNull();
    }

    private string? Add(string machine, long time, string code) =>
        _intake.Add(Targets.MachineOf(_intake.Key, machine), time, Targets.Bytes(code));
}
