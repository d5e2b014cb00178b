namespace Presage.Storage;

/// <summary>Named destinations of what Presage has to tell.</summary>
public interface IConnections
{
    /// <summary>Puts a connection in the place of the one with its name.</summary>
    Task ApplyAsync(Connection connection, CancellationToken cancellation);

    Task<Connection?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>By name.</summary>
    Task<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellation);

    /// <summary>Deletes a connection; its deliveries stay, those that wait have failed.</summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(string name, CancellationToken cancellation);
}

/// <param name="Kind">webhook or email.</param>
/// <param name="Definition">YAML as it was applied; secrets in it are references.</param>
public sealed record Connection(string Name, string Kind, string Definition, DateTime At, string By);
