using System.Globalization;
using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Hosting.Retention;

/// <summary>Says when a range is asked for of which something was deleted since it was old.</summary>
public sealed class RetentionNotices(IRetention retention)
{
    /// <param name="from">Where the range begins that is read.</param>
    public async Task<IReadOnlyList<Notice>> OfReadingsAsync(string dataset, DateTime from, CancellationToken cancellation) =>
        await retention.CutAsync(RetainedKind.Telemetry, dataset, cancellation) is { } cut && cut > from
            ?
            [
                new Notice(
                    "readings-deleted",
                    $"Readings of {dataset} before {Time(cut)} were deleted since they were old (Retention:Telemetry): what rests on them "
                    + "cannot be made again as it was."),
            ]
            : [];

    /// <inheritdoc cref="OfReadingsAsync"/>
    public async Task<IReadOnlyList<Notice>> OfPredictionsAsync(string results, DateTime from, CancellationToken cancellation) =>
        await retention.CutAsync(RetainedKind.Predictions, results, cancellation) is { } cut && cut > from
            ?
            [
                new Notice(
                    "predictions-deleted",
                    $"Predictions in {results} before {Time(cut)} were deleted since they were old (Retention:Predictions): of earlier "
                    + "times only the latest of a machine is there, and figures count what is left."),
            ]
            : [];

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
