using System.Collections.Concurrent;
using Presage.Connections.Definitions;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Connections.Reading;

/// <summary>
/// The connections of the store with their definitions; a definition is parsed once. Many alarms come at once, and the store is asked once
/// for them.
/// </summary>
public sealed class KnownConnections(IConnections connections, TimeProvider clock)
{
    private const int MostKept = 10_000;

    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, ConnectionDefinition> _read = new();
    private volatile Listing? _listed;

    /// <summary>Those that something is sent to. One whose definition this version cannot read is told, and left out.</summary>
    public async Task<IReadOnlyList<ConnectionDefinition>> ReadAsync(
        Action<Connection, PresageException> unreadable, CancellationToken cancellation)
    {
        var definitions = new List<ConnectionDefinition>();
        foreach (var connection in (await ListAsync(cancellation)).Where(connection => connection.Stopped is null))
        {
            try
            {
                definitions.Add(DefinitionOf(connection));
            }
            catch (PresageException exception)
            {
                unreadable(connection, exception);
            }
        }

        return definitions;
    }

    /// <summary>As they were within the last second: who applies one may have to wait that long until it is told something.</summary>
    private async Task<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellation)
    {
        if (_listed is { } known && clock.GetElapsedTime(known.At) < s_fresh)
            return known.Connections;

        var at = clock.GetTimestamp();
        var listed = await connections.ListAsync(cancellation);
        _listed = new Listing(at, listed);
        return listed;
    }

    /// <exception cref="PresageException"><c>bad-connection</c>: it was applied by a version that knows more.</exception>
    public ConnectionDefinition DefinitionOf(Connection connection)
    {
        if (_read.Count > MostKept)
            _read.Clear();

        return _read.GetOrAdd(connection.Definition, yaml => ConnectionReader.Read(yaml, $"connection {connection.Name}"));
    }

    private sealed record Listing(long At, IReadOnlyList<Connection> Connections);
}
