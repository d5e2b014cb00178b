namespace Presage.Storage;

/// <summary>Named destinations of what Presage has to tell.</summary>
public interface IConnections
{
    /// <summary>Puts a connection in the place of the one with its name.</summary>
    Task ApplyAsync(Connection connection, CancellationToken cancellation);

    Task<Connection?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>By name.</summary>
    Task<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellation);

    /// <summary>
    /// Has nothing more sent to a connection until it is applied again; its deliveries that wait have failed, for the same reason. One
    /// that was applied since stays as it is.
    /// </summary>
    /// <param name="applied">Its <see cref="Connection.At"/> as the caller saw it.</param>
    /// <returns>Whether it was the one that the caller saw.</returns>
    Task<bool> StopAsync(string name, DateTime applied, string why, CancellationToken cancellation);

    /// <summary>Deletes a connection; its deliveries stay, those that wait have failed.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(string name, CancellationToken cancellation);
}

/// <param name="Kind">webhook or email.</param>
/// <param name="Definition">YAML as it was applied; secrets in it are references.</param>
/// <param name="Stopped">Why nothing more is sent to it, one sentence; null when something is.</param>
public sealed record Connection(string Name, string Kind, string Definition, DateTime At, string By, string? Stopped = null);
