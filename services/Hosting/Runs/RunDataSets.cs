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
        where T : class =>
        Field<T>.Dataset?.GetValue(message) is string { Length: > 0 } said ? said : await FindAsync(run, cancellation);

    /// <summary>Whether there is something to do for a message of a run: not when the run has been deleted since it was sent.</summary>
    /// <exception cref="Engine.PresageException"><c>unknown-run</c>: the message begins no run, and there is none.</exception>
    public async Task<bool> IsThereAsync<T>(string run, CancellationToken cancellation)
        where T : class
    {
        if (RunRequests.Begins(typeof(T)) || await FindAsync(run, cancellation) is not null)
            return true;
        if (await runs.WasDeletedAsync(run, cancellation))
            return false;

        throw RunErrors.UnknownOfMessage(run, typeof(T).Name);
    }

    private async Task<string?> FindAsync(string run, CancellationToken cancellation)
    {
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
