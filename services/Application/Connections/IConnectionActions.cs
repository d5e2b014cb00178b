using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Connections;

/// <summary>Named destinations of what Presage has to tell.</summary>
public interface IConnectionActions
{
    /// <summary>
    /// Puts connections in the place of those with their names, all of them or, after a mistake in one, none. One that was stopped is
    /// started. Giving them again changes nothing.
    /// </summary>
    /// <param name="paths">Files of YAML, each of one connection or several with <c>---</c> between them.</param>
    /// <param name="dryRun">Only says what would become of them.</param>
    /// <param name="by">Who does so.</param>
    /// <exception cref="PresageException">
    /// <c>bad-connection</c> tells the first mistake by line and column, <c>unreadable-connection</c>, <c>same-connection</c>.
    /// </exception>
    Task<ConnectionsApplied> ApplyAsync(IReadOnlyList<string> paths, bool dryRun, string by, CancellationToken cancellation);

    Task<ConnectionList> ListAsync(CancellationToken cancellation);

    /// <summary>Sends a connection an event of the type <c>presage.connection.test</c> from here, and says what came back.</summary>
    /// <exception cref="PresageException"><c>unknown-connection</c>.</exception>
    Task<ConnectionCheck> CheckAsync(string name, string by, CancellationToken cancellation);

    /// <summary>Deletes a connection; deliveries to it stay, and those that wait have failed.</summary>
    /// <exception cref="PresageException"><c>unknown-connection</c>.</exception>
    Task<ConnectionDeletion> DeleteAsync(string name, CancellationToken cancellation);
}
