using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Application.Faults;

/// <summary>Finds the faults that somebody means.</summary>
internal sealed class SelectedFaults(IFaults faults)
{
    public async Task<IReadOnlyList<Fault>> ListAsync(FaultSelection selection, CancellationToken cancellation)
    {
        if (selection.Ids.Count == 0)
            return await faults.ListAsync(
                new FaultQuery(FaultState.Open, selection.Code, selection.Queue), null, int.MaxValue, cancellation);

        var found = new List<Fault>();
        foreach (var id in selection.Ids)
            found.Add(await FindAsync(id, cancellation));

        return found;
    }

    /// <exception cref="PresageException"><c>unknown-fault</c>.</exception>
    public async Task<Fault> FindAsync(string id, CancellationToken cancellation) =>
        await faults.FindAsync(id, cancellation)
        ?? throw new PresageException(
            ErrorKind.NotFound, "unknown-fault", $"There is no fault '{id}'.", "Take its id from the list of faults.");
}
