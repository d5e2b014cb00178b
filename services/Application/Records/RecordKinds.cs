using Presage.Engine;
using Presage.Storage;

namespace Presage.Application.Records;

/// <summary>Kinds of records, in the order in which they are read.</summary>
internal static class RecordKinds
{
    public const string Machines = "machines";
    public const string Telemetry = "telemetry";

    public static readonly IReadOnlyList<string> All = [Machines, Telemetry, .. Enum.GetValues<EventKind>().Select(NameOf)];

    /// <summary>Null for telemetry and machines, which are no events.</summary>
    public static EventKind? EventKindOf(string kind) =>
        Enum.GetValues<EventKind>().Where(each => NameOf(each) == kind).Select(each => (EventKind?)each).FirstOrDefault();

    /// <exception cref="PresageException"><c>unknown-kind</c>.</exception>
    public static void Check(string kind)
    {
        if (!All.Contains(kind))
            throw new PresageException(
                ErrorKind.Invalid, "unknown-kind", $"There is no kind of record '{kind}'.", $"Use one of: {string.Join(", ", All)}.");
    }

    private static string NameOf(EventKind kind) => kind switch
    {
        EventKind.Error => "errors",
        EventKind.Maintenance => "maintenance",
        _ => "failures",
    };
}
