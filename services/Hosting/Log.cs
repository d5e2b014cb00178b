using Microsoft.Extensions.Logging;

namespace Presage.Hosting;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Waiting for the broker {Broker}: {Reason}")]
    public static partial void WaitingForBroker(ILogger log, string broker, string reason);

    [LoggerMessage(
        2, LogLevel.Critical,
        "The broker {Broker} answers, and yet the bus has not been working for {Seconds} s; the process ends, to be started anew")]
    public static partial void BusIsStuck(ILogger log, string broker, double seconds);

    [LoggerMessage(3, LogLevel.Warning, "The bus did not stop in time and is left behind; the broker delivers again what it had in hand")]
    public static partial void BusIsLeftBehind(ILogger log);

    [LoggerMessage(
        4, LogLevel.Information, "Stage {Stage} of {Kind} run {Run} of data set {Dataset} is planned: {Missing} of {Slices} slices to do")]
    public static partial void StagePlanned(ILogger log, string run, string kind, string dataset, string stage, int slices, int missing);

    [LoggerMessage(5, LogLevel.Information, "{Kind} run {Run} of data set {Dataset} has succeeded after {Seconds} s")]
    public static partial void RunSucceeded(ILogger log, string run, string kind, string dataset, double seconds);

    [LoggerMessage(6, LogLevel.Error, "{Kind} run {Run} of data set {Dataset} has failed ({Code}): {Reason}")]
    public static partial void RunFailed(ILogger log, string run, string kind, string dataset, string code, string reason);

    [LoggerMessage(7, LogLevel.Information, "{Kind} run {Run} of data set {Dataset} is cancelled: {Reason}")]
    public static partial void RunCancelled(ILogger log, string run, string kind, string dataset, string reason);

    [LoggerMessage(8, LogLevel.Warning, "{Message} of run {Run} has failed and is tried again; this was attempt {Attempt}: {Reason}")]
    public static partial void TriedAgain(ILogger log, string message, string run, int attempt, string reason);

    [LoggerMessage(
        9, LogLevel.Error, "A message {Message} of queue {Queue} and run {Run} is given up as fault {Fault} ({Code}): {Reason}")]
    public static partial void MessageGivenUp(
        ILogger log, string? message, string queue, string? run, string fault, string code, string reason);

    [LoggerMessage(10, LogLevel.Warning, "Waiting for the store {Store}: {Reason} {Remedy}")]
    public static partial void WaitingForStore(ILogger log, string store, string reason, string remedy);

    [LoggerMessage(11, LogLevel.Warning, "{Sentence}")]
    public static partial void StoreIsWaitedFor(ILogger log, string sentence);
}
