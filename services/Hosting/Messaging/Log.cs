using Microsoft.Extensions.Logging;

namespace Presage.Hosting.Messaging;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Waiting for the broker {Broker}: {Reason}")]
    public static partial void WaitingForBroker(ILogger log, string broker, string reason);

    [LoggerMessage(2, LogLevel.Critical, "The broker {Broker} answers, and yet the bus has not been working for {Seconds} s; the process ends, to be started anew")]
    public static partial void BusIsStuck(ILogger log, string broker, double seconds);

    [LoggerMessage(3, LogLevel.Warning, "The bus did not stop in time and is left behind; the broker delivers again what it had in hand")]
    public static partial void BusIsLeftBehind(ILogger log);
}
