using Presage.Application.Paging;
using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Faults;

internal sealed class FaultActions(IFaults faults, SelectedFaults selected, TimeProvider clock) : IFaultActions
{
    public async Task<FaultList> ListAsync(FaultFilter filter, PageRequest page, CancellationToken cancellation)
    {
        var query = new FaultQuery(filter.Closed ? null : FaultState.Open, filter.Code, filter.Queue);
        var size = Page.SizeOf(page.Most);
        var found = await faults.ListAsync(query, Cursor.Read<FaultKey>(page.After), size + 1, cancellation);
        var (items, next) = Page.Of(found, size, fault => fault.Place);
        return new FaultList([.. items.Select(FaultDocuments.Summary)], next);
    }

    public async Task<FaultDetails> ShowAsync(string id, CancellationToken cancellation) =>
        FaultDocuments.Details(await selected.FindAsync(id, cancellation));

    public async Task<FaultOutcome> DiscardAsync(FaultSelection selection, string by, CancellationToken cancellation)
    {
        var work = new FaultWork("discarded");
        foreach (var fault in await selected.ListAsync(selection, cancellation))
        {
            var discarded = new FaultEvent(clock.GetUtcNow().UtcDateTime, FaultEvent.Discarded, by, "by hand");
            await work.DoAsync(
                fault, () => faults.CloseAsync(fault.Id, fault.History.Count, FaultState.Discarded, discarded, cancellation));
        }

        return work.Outcome();
    }
}
