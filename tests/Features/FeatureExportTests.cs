using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine.Features;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Features;

public sealed class FeatureExportTests
{
    private static readonly StartFeatures Request = new("features-1", Prepared.Dataset, TestFleet.Start, Prepared.End, HorizonHours: 48);

    [Fact]
    public async Task Exported_rows_are_those_of_every_machine_and_point_of_the_grid()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());

        var result = await host.RunAsync<StartFeatures, FeaturesResult>(Request);

        result.Columns.Take(2).ShouldBe(["machineID", "datetime"]);
        result.Columns.TakeLast(4).ShouldBe(["label_comp1", "label_comp2", "label_comp3", "label_comp4"]);
        result.Rows.ShouldBe(10 * 2 * Prepared.Days);
        var slices = await SlicesAsync(host, Request.RunId!);
        slices.Count.ShouldBeGreaterThan(3);
        slices.SelectMany(slice => slice.Machines).ShouldBe(Enumerable.Range(1, 10).Select(machine => $"{machine}"));
        slices.ShouldAllBe(slice => slice.Values.Length == result.Columns.Count - 6);
    }

    [Fact]
    public async Task A_range_of_which_readings_were_deleted_is_exported_with_a_notice_and_one_after_it_without()
    {
        await using var host = await PresageHost.StartAsync(await Prepared.FilledAsync());
        while (await host.Get<IRetention>().DeleteSomeAsync(
            RetainedKind.Telemetry, Prepared.Dataset, TestFleet.Start.AddDays(40), TestContext.Current.CancellationToken) > 0)
        {
        }

        var cut = await host.RunAsync<StartFeatures, FeaturesResult>(Request);
        var whole = await host.RunAsync<StartFeatures, FeaturesResult>(
            Request with { RunId = "features-2", From = TestFleet.Start.AddDays(50) });

        cut.Notices.ShouldHaveSingleItem().Code.ShouldBe("readings-deleted");
        whole.Notices.ShouldBeEmpty();
    }

    private static async Task<List<FeatureRows>> SlicesAsync(PresageHost host, string run)
    {
        var slices = new List<FeatureRows>();
        while (await host.Store.Features.GetAsync(run, slices.Count, default) is { } bytes)
            slices.Add(FeatureRowsCodec.Decode(bytes));

        return slices;
    }
}
