using Presage.Engine.Reconciliation;

namespace Presage.Tests.Engine.Reconciliation;

public sealed class MachineIdsTests
{
    [Theory]
    [InlineData("1", "001,002,003", "001")]
    [InlineData("001", "1,2,3", "1")]
    [InlineData("1.0", "1,2,10", "1")]
    [InlineData("m-7", "M7,M8", "M7")]
    [InlineData("M 7", "m-007,m-008", "m-007")]
    [InlineData(" pump", "pump,fan", "pump")]
    [InlineData("cafe\u0301", "café,other", "café")]
    [InlineData("M-001", "001,002", "001")]
    [InlineData("12", "pump-12,pump-13", "pump-12")]
    [InlineData("compresor-3", "compressor-3,compressor-4", "compressor-3")]
    [InlineData("pmup-3", "pump-3,pump-4", "pump-3")]
    [InlineData("pump-5", "pump-3,pump-4", null)]
    [InlineData("4", "1,2,3", null)]
    [InlineData("12", "A12,B12", null)]
    [InlineData("1", "01,001", null)]
    [InlineData("21", "1,2,20", null)]
    [InlineData("M100", "M10,M1000", null)]
    [InlineData("fan", "fun,fin", null)]
    public void An_id_means_the_one_that_is_written_otherwise_or_none(string id, string known, string? nearest) =>
        new MachineIds(known.Split(',')).Nearest(id).ShouldBe(nearest);

    [Theory]
    [InlineData("nan", true)]
    [InlineData("NULL", true)]
    [InlineData("-", true)]
    [InlineData("N/A", true)]
    [InlineData("0", true)]
    [InlineData("0.0", true)]
    [InlineData("nancy", false)]
    [InlineData("10", false)]
    public void An_id_can_be_a_word_for_none(string id, bool isMissing) =>
        MachineIds.LooksMissing(id, [id, "M1", "M2"]).ShouldBe(isMissing);

    [Fact]
    public void Where_machines_are_numbered_from_0_on_0_is_one_of_them() => MachineIds.LooksMissing("0", ["0", "1", "2"]).ShouldBeFalse();
}
