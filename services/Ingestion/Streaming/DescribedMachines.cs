using System.Collections.Concurrent;
using Presage.Storage;

namespace Presage.Ingestion.Streaming;

/// <summary>The machines of data sets, read again when one comes that is not among them.</summary>
internal sealed class DescribedMachines(IMachines machines)
{
    private readonly ConcurrentDictionary<string, HashSet<string>> _known = new();

    /// <summary>Those of the names that are machines of the data set; null when none were described and any may come.</summary>
    public async Task<IReadOnlyList<string>?> AmongAsync(string dataset, IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(dataset, out var known) || !names.All(known.Contains))
        {
            if (!await machines.AreDescribedAsync(dataset, cancellation))
                return null;

            _known[dataset] = known = [.. (await machines.ListAsync(dataset, cancellation)).Select(machine => machine.Id)];
        }

        return [.. names.Where(known.Contains)];
    }
}
