using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Presage.Scheduler.Ticking;

/// <summary>What nothing can be decided about, told once as long as the reason is the same.</summary>
internal sealed class Troubles(ILogger<Troubles> log)
{
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, string> _told = [];

    /// <returns>Whether it is news.</returns>
    public bool Tell(string subject, string why)
    {
        if (_told.Count >= MostRemembered)
            _told.Clear();
        if (_told.TryGetValue(subject, out var before) && before == why)
            return false;

        _told[subject] = why;
        Log.CannotDecide(log, subject, why);
        return true;
    }

    /// <summary>It is over.</summary>
    public void Forget(string subject) => _told.TryRemove(subject, out _);
}
