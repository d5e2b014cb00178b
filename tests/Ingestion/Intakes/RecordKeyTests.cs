using Presage.Engine;
using Presage.Ingestion.Intakes;

namespace Presage.Tests.Ingestion.Intakes;

public sealed class RecordKeyTests
{
    [Theory]
    [InlineData("1", null)]
    [InlineData("pump/7", null)]
    [InlineData("größe", null)]
    [InlineData("", "missing: machineID")]
    [InlineData("a\nb", "unparsable: machineID")]
    public void Where_no_machines_are_described_any_name_may_come(string name, string? refusal) =>
        new RecordKey(Targets.Of(null)).FindMachine(Targets.Bytes(name), out _).ShouldBe(refusal);

    [Theory]
    [InlineData("1", null)]
    [InlineData("2", "unknown-machine")]
    [InlineData("", "missing: machineID")]
    public void Where_machines_are_described_only_they_may_come(string name, string? refusal) =>
        new RecordKey(Targets.Of("1")).FindMachine(Targets.Bytes(name), out _).ShouldBe(refusal);

    [Fact]
    public void A_name_that_is_too_long_is_none() =>
        new RecordKey(Targets.Of(null)).FindMachine(Targets.Bytes(new string('x', 201)), out _).ShouldBe("unparsable: machineID");

    [Fact]
    public void A_time_lies_between_1990_and_the_moment_it_was_known()
    {
        var key = new RecordKey(Targets.Of("1"));

        key.CheckTime(UnixTime.FromDateTime(new DateTime(1990, 1, 1))).ShouldBeNull();
        key.CheckTime(0).ShouldBe("implausible-time");
        key.CheckTime(Targets.Now).ShouldBeNull();
        key.CheckTime(UnixTime.FromDateTime(new DateTime(1980, 1, 6))).ShouldBe("implausible-time");
        key.CheckTime(Targets.Now + 1).ShouldBe("time-travel");
    }
}
