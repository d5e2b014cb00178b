using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Ingestion.Records;

namespace Presage.Ingestion.Planning;

/// <summary>Files of a request that cannot be read as a table of the scenario. They do not stop the others.</summary>
internal sealed class UnreadableFiles
{
    /// <summary>Unless another file of the kind has the columns, these say that the scenario is not that of the files.</summary>
    private static readonly HashSet<string> s_ofScenario = ["missing-columns", "ambiguous-columns"];

    private readonly List<(string Name, RecordKind? Kind, PresageException Why)> _files = [];

    public IReadOnlyList<RefusedFile>? Files => _files.Count == 0
        ? null
        : _files.ConvertAll(file => new RefusedFile(
            file.Name, file.Kind?.Name() ?? "", file.Why.Code, file.Why.Message, file.Why.Remedy, []));

    /// <summary>Whether an error is one of a single file, and not of what was asked for.</summary>
    public static bool IsOfFile(PresageException why) =>
        why.Kind is ErrorKind.Invalid or ErrorKind.TooLarge or ErrorKind.Damaged && why.Code != "unrecognised-file";

    public void Add(string name, RecordKind? kind, PresageException why) => _files.Add((name, kind, why));

    /// <exception cref="PresageException">There are no others, or none of a kind of which the columns are not there.</exception>
    public void RequireOthers(IReadOnlyList<PlannedFile> planned)
    {
        foreach (var (_, kind, why) in _files)
            if (planned.Count == 0 || (s_ofScenario.Contains(why.Code) && planned.All(file => file.Kind != kind)))
                throw why;
    }
}
