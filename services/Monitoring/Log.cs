using Microsoft.Extensions.Logging;

namespace Presage.Monitoring;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Run {Run} stands still and is woken ({Number}). {Why}")]
    public static partial void RunWoken(ILogger logger, string run, int number, string why);

    [LoggerMessage(LogLevel.Error, "Run {Run} is given up after it was woken {Woken} times. {Why}")]
    public static partial void RunGivenUp(ILogger logger, string run, int woken, string why);

    [LoggerMessage(LogLevel.Warning, "Could not look for runs that stand still.")]
    public static partial void SweepFailed(ILogger logger, Exception error);

    [LoggerMessage(
        LogLevel.Information,
        "Result set {Results} is evaluated: F1 {F1:0.000}, {Warned:P1} of the failures warned of, by run {Run} of data set {Dataset}")]
    public static partial void Evaluated(ILogger logger, string results, double f1, double warned, string run, string dataset);

    [LoggerMessage(
        LogLevel.Information,
        "Deleted {Count} {Kind} {Name} before {Before:yyyy-MM-dd HH:mm}, which are kept for {Days} days. Stays: {Kept}")]
    public static partial void Deleted(ILogger logger, long count, string kind, string name, DateTime before, double days, string kept);

    [LoggerMessage(LogLevel.Warning, "Could not delete what is old.")]
    public static partial void DeletionFailed(ILogger logger, Exception error);
}
