using Presage.Features.Planning;
using Presage.Storage;
using Presage.Storage.Telemetry;
using Presage.Tests.Harness;

namespace Presage.Tests.Features;

public sealed class SliceCutTests
{
    private static readonly DateTime From = TestFleet.Start;
    private static readonly DateTime To = TestFleet.Start.AddDays(100);

    [Fact]
    public void Machines_are_put_together_until_they_have_the_wanted_number_of_readings()
    {
        var machines = Enumerable.Range(1, 10).Select(id => new MachineExtent($"{id}", From, To, 1_000)).ToList();

        SliceCut.Cut(machines, From, To, 3_000).ShouldBe([3, 3, 3, 1]);
    }

    [Fact]
    public void Only_readings_in_the_range_count()
    {
        var machines = Enumerable.Range(1, 10).Select(id => new MachineExtent($"{id}", From, To, 1_000)).ToList();

        SliceCut.Cut(machines, To.AddDays(-10), To, 500).ShouldBe([5, 5]);
    }

    [Fact]
    public void A_machine_with_more_readings_than_wanted_is_a_slice_of_its_own()
    {
        MachineExtent[] machines = [new("1", From, To, 9_000), new("2", From, To, 9_000), new("3", From, From, 1)];

        SliceCut.Cut(machines, From, To, 1_000).ShouldBe([1, 1, 1]);
    }

    [Fact]
    public void Every_machine_is_in_one_slice_also_without_readings_in_the_range()
    {
        var machines = Enumerable.Range(1, 7).Select(id => new MachineExtent($"{id}", From, From.AddDays(1), 24)).ToList();

        SliceCut.Cut(machines, To, To.AddDays(1), 3).Sum().ShouldBe(7);
    }
}
