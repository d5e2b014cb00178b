using System.Collections.Concurrent;
using Presage.Connections.Definitions;
using Presage.Engine;
using Presage.Storage;

namespace Presage.Connections.Reading;

/// <summary>The connections of the store with their definitions; a definition is parsed once.</summary>
public sealed class KnownConnections(IConnections connections)
{
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<string, ConnectionDefinition> _read = new();

    /// <summary>Those that something is sent to. One whose definition this version cannot read is told, and left out.</summary>
    public async Task<IReadOnlyList<ConnectionDefinition>> ReadAsync(
        Action<Connection, PresageException> unreadable, CancellationToken cancellation)
    {
        var definitions = new List<ConnectionDefinition>();
        foreach (var connection in (await connections.ListAsync(cancellation)).Where(connection => connection.Stopped is null))
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

    /// <exception cref="PresageException"><c>bad-connection</c>: it was applied by a version that knows more.</exception>
    public ConnectionDefinition DefinitionOf(Connection connection)
    {
        if (_read.Count > MostKept)
            _read.Clear();

        return _read.GetOrAdd(connection.Definition, yaml => ConnectionReader.Read(yaml, $"connection {connection.Name}"));
    }
}
