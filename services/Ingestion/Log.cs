using Microsoft.Extensions.Logging;

namespace Presage.Ingestion;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Address} is refused and left out: {Reason}")]
    public static partial void SourceRefused(ILogger log, string address, string reason);

    [LoggerMessage(
        2, LogLevel.Debug,
        "Slice of {File} from line {Line} of run {Run} of data set {Dataset} is done: {Read} rows read, {Written} written, "
        + "{Replaced} replaced, {Duplicate} duplicate, {Refused} refused")]
    public static partial void SliceDone(
        ILogger log, string run, string dataset, string file, long line, long read, long written, long replaced, long duplicate,
        long refused);

    [LoggerMessage(
        3, LogLevel.Information,
        "{Refused} of {Read} rows of {File} from line {Line} of run {Run} of data set {Dataset} are refused: {Reasons}")]
    public static partial void RowsRefused(
        ILogger log, string run, string dataset, string file, long line, long refused, long read, string reasons);

    [LoggerMessage(
        4, LogLevel.Information, "{Refused} of {Read} readings of message {Message} for data set {Dataset} are refused: {Reasons}")]
    public static partial void ReadingsRefused(ILogger log, Guid message, string dataset, long refused, int read, string reasons);

    [LoggerMessage(
        5, LogLevel.Debug,
        "Readings of {Messages} messages are merged into data set {Dataset}: {Written} written, {Replaced} replaced, "
        + "{Duplicate} duplicate")]
    public static partial void ReadingsMerged(ILogger log, string dataset, int messages, long written, long replaced, long duplicate);

    [LoggerMessage(
        6, LogLevel.Warning,
        "Points of the grid have passed, and nobody scores them: {Why}. Start a process Scheduler on this store, or set "
        + "Streaming__Scoring=false where nothing is to be scored.")]
    public static partial void NoScheduler(ILogger log, string why);
}
