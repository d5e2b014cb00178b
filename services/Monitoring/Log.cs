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

    [LoggerMessage(LogLevel.Information, "Connection {Connection} is to be told {Type}: {Title} (delivery {Delivery})")]
    public static partial void ToBeTold(ILogger logger, string connection, string type, string title, string delivery);

    [LoggerMessage(LogLevel.Information, "Delivered {Delivery} ({Type}) to connection {Connection} at attempt {Attempt}: {Answer}")]
    public static partial void Delivered(ILogger logger, string delivery, string type, string connection, int attempt, string answer);

    [LoggerMessage(
        LogLevel.Warning,
        "Delivery {Delivery} ({Type}) to connection {Connection} was not taken at attempt {Attempt} and is tried again at "
        + "{Next:yyyy-MM-dd HH:mm:ss}: {Answer}")]
    public static partial void NotDelivered(
        ILogger logger, string delivery, string type, string connection, int attempt, DateTime next, string answer);

    [LoggerMessage(
        LogLevel.Error, "Delivery {Delivery} ({Type}) to connection {Connection} is given up after {Attempts} attempts: {Answer}")]
    public static partial void DeliveryFailed(ILogger logger, string delivery, string type, string connection, int attempts, string answer);

    [LoggerMessage(LogLevel.Error, "Connection {Connection} is stopped until it is applied again: it has answered {Answer}")]
    public static partial void ConnectionStopped(ILogger logger, string connection, string answer);

    [LoggerMessage(LogLevel.Error, "Connection {Connection} is left out: its definition cannot be read. {Why}")]
    public static partial void ConnectionUnreadable(ILogger logger, string connection, string why);

    [LoggerMessage(LogLevel.Warning, "Could not look for what is to be delivered.")]
    public static partial void DeliveringFailed(ILogger logger, Exception error);

    [LoggerMessage(
        LogLevel.Warning,
        "Job {Job} is overdue: its interval of {Nominal:yyyy-MM-dd HH:mm:ss} had no succeeded run by {Due:yyyy-MM-dd HH:mm:ss}. {Why}")]
    public static partial void Overdue(ILogger logger, string job, DateTime nominal, DateTime due, string why);

    [LoggerMessage(LogLevel.Error, "It is not known when job {Job} is overdue: its definition cannot be read. {Why}")]
    public static partial void JobUnreadable(ILogger logger, string job, string why);

    [LoggerMessage(LogLevel.Warning, "Could not look for jobs that are overdue.")]
    public static partial void OverdueSweepFailed(ILogger logger, Exception error);

    [LoggerMessage(LogLevel.Warning, "Could not delete what is old.")]
    public static partial void DeletionFailed(ILogger logger, Exception error);
}
