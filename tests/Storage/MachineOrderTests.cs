using Presage.Storage;

namespace Presage.Tests.Storage;

public sealed class MachineOrderTests
{
    [Fact]
    public void Numbers_go_by_value_before_names_in_ordinal_order()
    {
        string[] machines = ["pump", "10", "Press", "9", "-2", "09", "100", ""];

        machines.Order(MachineOrder.Instance).ShouldBe(["-2", "09", "9", "10", "100", "", "Press", "pump"]);
    }
}
