using Presage.Engine;
using Presage.Scenarios;

namespace Presage.Application.Connections;

internal static class ConnectionErrors
{
    /// <param name="names">Of those that there are.</param>
    public static PresageException Unknown(string name, IReadOnlyList<string> names) => new(
        ErrorKind.NotFound, "unknown-connection", $"There is no connection '{name}'.",
        Nearest.To(name, names) is { } near ? $"Did you mean '{near}'?"
            : names.Count == 0 ? "Apply one first."
            : $"Use one of: {string.Join(", ", names)}.");
}
