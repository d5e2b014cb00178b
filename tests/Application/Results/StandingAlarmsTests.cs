using Presage.Application.Results;
using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Hosting.DataSets;
using Presage.Storage;
using Presage.Storage.Histories;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Results;

public sealed class StandingAlarmsTests : IAsyncDisposable
{
    private const int HoursBetween = 12;

    private readonly TestStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData("above", 0)]
    [InlineData("below above above", 1)]
    [InlineData("above above below above", 0)]
    [InlineData("above below below above", 3)]
    public async Task It_was_raised_where_the_rows_came_above_the_threshold_and_shorter_dips_change_nothing(string rows, int raised)
    {
        await WriteAsync([.. rows.Split(' ').Select(row => row == "above")]);

        (await SinceAsync()).ShouldBe(Scored.At(raised * HoursBetween));
    }

    [Theory]
    [InlineData(EventKind.Maintenance)]
    [InlineData(EventKind.Failure)]
    public async Task A_repair_ends_it_and_the_next_row_raises_another(EventKind kind)
    {
        await WriteAsync([true, true, true, true]);
        await _store.Get<IEvents>()
            .AddAsync(Scored.Dataset, kind, [new EventRecord("1", Scored.At(20), "comp1", Scored.At(20))], Cancellation);

        (await SinceAsync()).ShouldBe(Scored.At(24));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(500)]
    public async Task One_that_has_stood_for_long_is_followed_back_to_its_beginning(int days)
    {
        await WriteAsync([false, false, .. Enumerable.Repeat(true, days * 24 / HoursBetween)]);

        (await SinceAsync()).ShouldBe(Scored.At(2 * HoursBetween));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task It_is_the_one_that_the_whole_history_gives(int seed)
    {
        var random = new Random(seed);
        await WriteAsync([.. Enumerable.Range(0, 300).Select(_ => random.NextDouble() < 0.2 + (0.1 * seed)), true]);
        var results = await _store.HasResultsAsync("march");
        var rows = await _store.Get<IPredictions>()
            .ReadAsync("march", ["1"], DateTime.MinValue, DateTime.MaxValue, Cancellation).ToListAsync(Cancellation);
        var (_, scenario) = await _store.Get<DataSetCatalog>().GetAsync(Scored.Dataset, Cancellation);
        var became = await _store.Get<MachineEventsReader>()
            .ReadAsync(Scored.Dataset, scenario, "1", DateTime.MaxValue, TestStore.Now, Cancellation);

        var whole = MachineOutcomes.Of(became, rows, results, long.MaxValue).AtRiskSince(0, AlarmSettings.Default)!.Value;

        (await SinceAsync()).ShouldBe(UnixTime.ToDateTime(whole));
    }

    private Task WriteAsync(bool[] above) =>
        _store.PredictsAsync(above.Select((isAbove, row) => Scored.Of("1", row * HoursBetween, isAbove ? 0.9 : 0.1, 0)));

    private async Task<DateTime?> SinceAsync() =>
        (await _store.Get<IResultActions>().RankAsync("march", 1, null, Cancellation)).Machines.ShouldHaveSingleItem().Since;
}
