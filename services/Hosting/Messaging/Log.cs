using Microsoft.Extensions.Logging;

namespace Presage.Hosting.Messaging;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Waiting for the broker {Broker}: {Reason}")]
    public static partial void WaitingForBroker(ILogger log, string broker, string reason);
}
