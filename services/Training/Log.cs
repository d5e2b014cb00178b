using Microsoft.Extensions.Logging;

namespace Presage.Training;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Model registered: {Model}@{Version} ({Algorithm}) by run {Run} from data set {Dataset}")]
    public static partial void ModelRegistered(ILogger log, string model, int version, string algorithm, string run, string dataset);

    [LoggerMessage(
        2, LogLevel.Information, "Model promoted: {Model}@{Version} is the champion, by run {Run} from data set {Dataset}: {Reason}")]
    public static partial void ModelPromoted(ILogger log, string model, int version, string run, string dataset, string reason);
}
