using System.Collections.Concurrent;
using System.Reflection;
using Presage.Contracts;
using Presage.Storage;

namespace Presage.Hosting.Runs;

/// <summary>Which data set a run works on: a message says so, or else the ledger, which is asked once a run.</summary>
internal sealed class RunDataSets(IRuns runs)
{
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, string> _known = new();

    /// <returns>Null when neither knows yet.</returns>
    public async Task<string?> FindAsync<T>(string run, T message, CancellationToken cancellation)
        where T : class
    {
        if (Field<T>.Dataset?.GetValue(message) is string { Length: > 0 } said)
            return said;
        if (_known.TryGetValue(run, out var known))
            return known;
        if (await runs.FindAsync(run, cancellation) is not { } found)
            return null;
        if (_known.Count >= Most)
            _known.Clear();

        return _known.GetOrAdd(run, found.Dataset);
    }

    private static class Field<T>
    {
        public static readonly PropertyInfo? Dataset = typeof(T).GetProperty(nameof(RunFailed.Dataset));
    }
}
