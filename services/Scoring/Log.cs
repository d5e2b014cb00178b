using Microsoft.Extensions.Logging;

namespace Presage.Scoring;

internal static partial class Log
{
    [LoggerMessage(
        1, LogLevel.Information,
        "Alarm raised: {Component} of machine {Machine} at {Time:u} with probability {Probability:0.000}, "
        + "alarm {Alarm} in {Results} by run {Run} of data set {Dataset}")]
    public static partial void AlarmRaised(
        ILogger log, string alarm, string machine, string component, DateTime time, double probability, string results, string run,
        string dataset);
}
