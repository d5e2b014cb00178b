using Presage.Application.Alarms;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Alarms;

public sealed class AlarmActionsTests : IAsyncDisposable
{
    private readonly TestStore _store = new();

    private IAlarmActions Alarms => _store.Get<IAlarmActions>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task The_latest_come_first_page_by_page()
    {
        await RaiseSomeAsync();

        var first = await Alarms.ListAsync(new AlarmFilter(), new PageRequest(2), Cancellation);
        var second = await Alarms.ListAsync(new AlarmFilter(), new PageRequest(2, first.Next), Cancellation);

        first.Alarms.Select(alarm => alarm.Raised).ShouldBe([Scored.At(36), Scored.At(24)]);
        second.Alarms.ShouldHaveSingleItem().Raised.ShouldBe(Scored.At(0));
        second.Next.ShouldBeNull();
    }

    [Fact]
    public async Task Filters_narrow_the_list()
    {
        await RaiseSomeAsync();

        (await IdsAsync(new AlarmFilter(Results: "march"))).Count.ShouldBe(3);
        (await IdsAsync(new AlarmFilter(Dataset: "plant"))).Count.ShouldBe(3);
        (await IdsAsync(new AlarmFilter(Machine: "2"))).ShouldBe(["2-comp2-36"]);
        (await IdsAsync(new AlarmFilter(Component: "comp1"))).ShouldBe(["1-comp1-24", "1-comp1-0"]);
        (await IdsAsync(new AlarmFilter(State: "open"))).ShouldBe(["2-comp2-36", "1-comp1-24"]);
        (await IdsAsync(new AlarmFilter(State: "ended"))).ShouldBe(["1-comp1-0"]);
        (await IdsAsync(new AlarmFilter(From: Scored.At(0), To: Scored.At(24)))).ShouldBe(["1-comp1-24"]);
    }

    [Fact]
    public async Task One_says_what_raised_it_and_when_it_ended()
    {
        await _store.PredictsAsync(Scored.Of("1", 0, 0.7, 0) with { Version = 2 });
        await _store.PredictsAsync(Scored.Of("1", 0, 0.6, 0) with { Version = 3, Run = "score-9" });
        await _store.RaisesAsync("1", "comp1", 0, ended: 12);

        var shown = await Alarms.ShowAsync("1-comp1-0", Cancellation);

        (shown.Alarm.State, shown.Alarm.Raised, shown.Alarm.Ended).ShouldBe(("ended", Scored.At(0), Scored.At(12)));
        (shown.Alarm.Probability, shown.Alarm.Threshold, shown.Alarm.Run, shown.Alarm.Dataset).ShouldBe((0.7, 0.5, "score-1", "plant"));
        (shown.Model, shown.Version, shown.HorizonHours).ShouldBe(("plant", 2, 84));
        shown.Reasons.ShouldBe(["age is 18"]);
    }

    [Fact]
    public async Task One_that_there_is_not_is_not_found()
    {
        var error = await Should.ThrowAsync<PresageException>(() => Alarms.ShowAsync("nothing", Cancellation));

        (error.Kind, error.Code).ShouldBe((ErrorKind.NotFound, "unknown-alarm"));
    }

    [Fact]
    public async Task A_filter_that_names_what_there_is_not_is_told_instead_of_answered_with_no_alarms()
    {
        await RaiseSomeAsync();

        (await ErrorAsync(new AlarmFilter(State: "loud"))).ShouldBe((ErrorKind.Invalid, "unknown-state"));
        (await ErrorAsync(new AlarmFilter(Results: "mars"))).ShouldBe((ErrorKind.NotFound, "unknown-results"));
        (await ErrorAsync(new AlarmFilter(Dataset: "plan"))).ShouldBe((ErrorKind.NotFound, "unknown-dataset"));
    }

    [Fact]
    public async Task An_alarm_that_stands_only_since_its_machine_fell_silent_says_so()
    {
        await _store.PredictsAsync(Scored.Of("1", 0, 0.9, 0), Scored.Of("2", 0, 0.9, 0), Scored.Of("2", 500, 0.9, 0));
        await _store.RaisesAsync("1", "comp1", 0);
        await _store.RaisesAsync("2", "comp1", 0, ended: 12);
        await _store.RaisesAsync("2", "comp1", 500);

        var list = await Alarms.ListAsync(new AlarmFilter(), new PageRequest(), Cancellation);
        var shown = await Alarms.ShowAsync("1-comp1-0", Cancellation);

        list.Alarms.Select(alarm => (alarm.Id, alarm.Stale)).ShouldBe(
            [("2-comp1-500", false), ("2-comp1-0", false), ("1-comp1-0", true)], ignoreOrder: true);
        shown.Alarm.Stale.ShouldBeTrue();
    }

    private async Task RaiseSomeAsync()
    {
        await _store.HasResultsAsync("march");
        await _store.RaisesAsync("1", "comp1", 0, ended: 12);
        await _store.RaisesAsync("1", "comp1", 24);
        await _store.RaisesAsync("2", "comp2", 36);
    }

    private async Task<IReadOnlyList<string>> IdsAsync(AlarmFilter filter) =>
        [.. (await Alarms.ListAsync(filter, new PageRequest(), Cancellation)).Alarms.Select(alarm => alarm.Id)];

    private async Task<(ErrorKind Kind, string Code)> ErrorAsync(AlarmFilter filter)
    {
        var error = await Should.ThrowAsync<PresageException>(() => Alarms.ListAsync(filter, new PageRequest(), Cancellation));
        return (error.Kind, error.Code);
    }
}
