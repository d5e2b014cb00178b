using System.Collections.Concurrent;

namespace Presage.Hosting.Messaging.Ownership;

/// <summary>What whoever looks after this process should know although it goes on working: told with its health for a while.</summary>
public sealed class DeploymentNotices(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (string Sentence, DateTimeOffset At)> _told = [];

    /// <summary>Why this process must not work any longer; null as long as it may.</summary>
    public string? Lost { get; private set; }

    /// <summary>The sentences of the last minutes.</summary>
    public IReadOnlyList<string> Current =>
    [
        .. _told.Values.Where(told => clock.GetUtcNow() - told.At < Kept).Select(told => told.Sentence).Order(StringComparer.Ordinal),
    ];

    /// <param name="key">What it is about; a later sentence about the same replaces the earlier.</param>
    /// <returns>Whether nothing was told of it in the last minutes.</returns>
    public bool Tell(string key, string sentence)
    {
        var isNew = !_told.TryGetValue(key, out var before) || clock.GetUtcNow() - before.At >= Kept;
        _told[key] = (sentence, clock.GetUtcNow());
        return isNew;
    }

    internal void Lose(string sentence) => Lost = sentence;
}
