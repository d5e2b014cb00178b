using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Ingestion.Planning;

namespace Presage.Ingestion.Slices;

/// <summary>The files of a run that were refused.</summary>
internal static class RefusedFiles
{
    private const int ShownFiles = 5;
    private const int ShownRows = 3;

    /// <param name="refusals">Of the files of the plan, in their order; null for those that were taken.</param>
    /// <returns>All that were refused.</returns>
    /// <exception cref="PresageException">Every file was refused; it says why the first one was.</exception>
    public static IReadOnlyList<RefusedFile> RequireAny(IngestPlan plan, IReadOnlyList<RefusedFile?> refusals)
    {
        RefusedFile[] refused = [.. refusals.OfType<RefusedFile>(), .. plan.Refused ?? []];
        return refused.Length == 0 || refusals.Contains(null) ? refused : throw AllRefused(refused);
    }

    private static PresageException AllRefused(RefusedFile[] refused)
    {
        var first = refused[0];
        var rows = first.Sample.Take(ShownRows).Select(row => $"{row.File}:{row.Line}: {row.Reason}: {row.Text}");
        var others = refused.Length == 1
            ? ""
            : $" None of the others could be taken either: {string.Join(", ", refused.Skip(1).Take(ShownFiles).Select(file => file.File))}"
            + (refused.Length > ShownFiles + 1 ? ", ..." : ".");
        return new PresageException(
            ErrorKind.Invalid, first.Code, $"{first.Message} For example {string.Join("; ", rows)}.{others}",
            first.Remedy);
    }
}
