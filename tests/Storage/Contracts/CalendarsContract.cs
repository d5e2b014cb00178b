using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class CalendarsContract<TStore> : StorageContract<TStore, ICalendars>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task A_calendar_takes_the_place_of_the_one_with_its_name_until_it_is_deleted()
    {
        var holidays = new NamedCalendar("holidays", "- 2026-12-25", At(1), "anna");
        var changed = holidays with { Definition = "BEGIN:VCALENDAR\r\n", By = "bert" };
        await Port.ApplyAsync(holidays, Cancellation);
        await Port.ApplyAsync(holidays with { Name = "audit" }, Cancellation);
        await OpenAgain().ApplyAsync(changed, Cancellation);

        (await Port.FindAsync("holidays", Cancellation)).ShouldBe(changed);
        (await OpenAgain().ListAsync(Cancellation)).ShouldBe([holidays with { Name = "audit" }, changed]);
        (await Port.DeleteAsync("holidays", Cancellation)).ShouldBeTrue();
        (await Port.DeleteAsync("holidays", Cancellation)).ShouldBeFalse();
        (await Port.FindAsync("holidays", Cancellation)).ShouldBeNull();
    }
}
