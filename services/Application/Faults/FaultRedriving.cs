using Presage.Contracts.Api;
using Presage.Hosting.Faults;

namespace Presage.Application.Faults;

internal sealed class FaultRedriving(SelectedFaults selected, FaultRedrive redrive) : IFaultRedriving
{
    public async Task<FaultOutcome> RedriveAsync(FaultSelection selection, int perSecond, CancellationToken cancellation)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        var work = new FaultWork("redriven");
        foreach (var fault in await selected.ListAsync(selection, cancellation))
        {
            await work.DoAsync(fault, () => redrive.RedriveAsync(fault, cancellation));
            await pace.WaitForNextTickAsync(cancellation);
        }

        return work.Outcome();
    }
}
