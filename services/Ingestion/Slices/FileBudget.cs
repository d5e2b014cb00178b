using System.Globalization;
using Presage.Contracts.Api;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Planning;
using Presage.Ingestion.Records;

namespace Presage.Ingestion.Slices;

/// <summary>Decides whether so much of a file cannot be read that nothing of it is taken.</summary>
internal static class FileBudget
{
    /// <summary>Share of the cells of a column: when more cannot be read, the column is not what it should be.</summary>
    private const double MostOfColumn = 0.5;

    /// <summary>Fewer refused cells of a column say nothing of its share.</summary>
    private const int FewCells = 20;

    private const int MostSample = 5;

    /// <param name="budget">Share of rows, 0 to 1; null allows any.</param>
    /// <returns>Null when the file is within its budget.</returns>
    public static RefusedFile? RefusalOf(PlannedFile file, FileFigures figures, double? budget)
    {
        if (budget is not { } allowed)
            return null;

        if (figures.Unreadable > allowed * figures.Read)
            return Refused(
                file, figures, "error-budget",
                $"{figures.Unreadable:N0} of {figures.Read:N0} rows of {file.Name} ({Share(figures.Unreadable, figures.Read)}) "
                + $"cannot be read, more than the {Share(allowed, 1)} that are allowed; nothing of it was stored.",
                row => !row.IsRestStored && Refusals.IsUnreadable(row.Reason),
                file.Layout?.Names is [_, var time, ..] && figures.Sample.Any(row => row.Reason == Refusals.Unparsable(time))
                    ? time
                    : null);

        foreach (var column in figures.Columns)
        {
            var cells = figures.Records - column.Missing;
            var refused = column.Refused.Where(reason => Refusals.IsUnreadable(reason.Key)).Sum(reason => reason.Value);
            var isMost = refused > Math.Max(allowed, MostOfColumn) * cells;
            if (isMost || ((refused >= FewCells || allowed == 0) && refused > allowed * figures.Records))
                return Refused(
                    file, figures, "error-budget",
                    $"{refused:N0} of {cells:N0} values of {column.Column} in {file.Name} ({Share(refused, cells)}) are no values of it "
                    + $"({Refusals.Summary(column.Refused, MostSample)}), more than the {Share(isMost ? MostOfColumn : allowed, 1)} that "
                    + "are allowed; nothing of the file was stored.",
                    row => column.Refused.Keys.Any(row.Reason.Split(Storage.QuarantinedRow.Separator).Contains), column.Column);
        }

        return null;
    }

    /// <summary>The same, and for a file of which no row could be taken though it can be read; its rows are in quarantine.</summary>
    public static RefusedFile? OutcomeOf(PlannedFile file, FileFigures figures, double? budget) =>
        file.Refusal ?? RefusalOf(file, figures, budget) ?? (figures is { Read: > 0, Taken: 0 }
            ? new RefusedFile(
                file.Name, file.Kind.Name(), "no-row-taken",
                $"No row of {file.Name} was taken, of {figures.Read:N0}: {ReasonsOf(figures)}; they are in quarantine.",
                "Mend what the reasons say, such as by describing the machines, and have the rows read again.",
                [.. figures.Sample.Take(MostSample)])
            : null);

    /// <param name="column">The column that cannot be read; null when that is no matter of a column.</param>
    private static RefusedFile Refused(
        PlannedFile file, FileFigures figures, string code, string message, Func<QuarantinedLine, bool> isExample, string? column)
    {
        QuarantinedLine[] sample = [.. figures.Sample.Where(isExample).Take(MostSample)];
        var unparsable = column is null ? [] : sample.Where(
            row => row.Reason.Split(Storage.QuarantinedRow.Separator).Contains(Refusals.Unparsable(column)));
        const string Allow = "Then ingest it again, or allow a larger share.";
        return ColumnAdvice.Of(file, column ?? "", unparsable) is var (cause, remedy)
            ? new RefusedFile(
                file.Name, file.Kind.Name(), code, $"{message} What cannot be read of {column} are {cause}.", $"{remedy} {Allow}", sample)
            : new RefusedFile(
                file.Name, file.Kind.Name(), code, message,
                "Mend the file, or say in the scenario how it is written, and ingest it again, or allow a larger share.", sample);
    }

    private static string ReasonsOf(FileFigures figures) =>
        string.Join(", ", figures.Sample.Select(row => row.Reason).Distinct().Take(MostSample));

    private static string Share(double part, double whole) => (part / whole).ToString("P1", CultureInfo.InvariantCulture);
}
