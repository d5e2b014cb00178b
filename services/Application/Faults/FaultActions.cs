using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Faults;

internal sealed class FaultActions(IFaults faults, SelectedFaults selected, TimeProvider clock) : IFaultActions
{
    public async Task<FaultList> ListAsync(FaultFilter filter, int most, CancellationToken cancellation)
    {
        var query = new FaultQuery(filter.Closed ? null : FaultState.Open, filter.Code, filter.Queue);
        return new FaultList([.. (await faults.ListAsync(query, most, cancellation)).Select(FaultDocuments.Summary)]);
    }

    public async Task<FaultDetails> ShowAsync(string id, CancellationToken cancellation) =>
        FaultDocuments.Details(await selected.FindAsync(id, cancellation));

    public async Task<FaultOutcome> DiscardAsync(FaultSelection selection, string by, CancellationToken cancellation)
    {
        var work = new FaultWork("discarded");
        foreach (var fault in await selected.ListAsync(selection, cancellation))
        {
            var discarded = new FaultEvent(clock.GetUtcNow().UtcDateTime, FaultEvent.Discarded, by, "by hand");
            await work.DoAsync(fault, () => faults.CloseAsync(fault.Id, fault.History.Count, FaultState.Discarded, discarded, cancellation));
        }

        return work.Outcome();
    }
}
