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

    [LoggerMessage(40, LogLevel.Information, "{Service} {Version} starts as worker {Worker}")]
    public static partial void ProcessStarts(ILogger log, string service, string version, string worker);

    [LoggerMessage(41, LogLevel.Information, "{Service} is ready after {Seconds} s")]
    public static partial void ProcessIsReady(ILogger log, string service, double seconds);

    [LoggerMessage(42, LogLevel.Information, "{Service} is told to stop: it takes nothing more, and finishes or hands back what it has")]
    public static partial void ProcessStops(ILogger log, string service);

    [LoggerMessage(43, LogLevel.Information, "{Service} has stopped after {Seconds} s")]
    public static partial void ProcessHasStopped(ILogger log, string service, double seconds);

    [LoggerMessage(44, LogLevel.Debug, "What was begun when {Service} was told to stop ended so")]
    public static partial void StartIsGivenUp(ILogger log, Exception exception, string service);

    [LoggerMessage(45, LogLevel.Warning, "The check {Check} fails: {Reason}")]
    public static partial void CheckFails(ILogger log, string check, string reason);

    [LoggerMessage(46, LogLevel.Information, "The check {Check} passes again after {Seconds} s")]
    public static partial void CheckPasses(ILogger log, string check, double seconds);

    [LoggerMessage(
        47, LogLevel.Debug,
        "Slice {Slice} of stage {Stage} of {Kind} run {Run} of data set {Dataset} begins: attempt {Attempt}, worker {Worker}")]
    public static partial void SliceBegins(
        ILogger log, int slice, string stage, string kind, string run, string dataset, int attempt, string worker);

    [LoggerMessage(
        48, LogLevel.Information,
        "Slice {Slice} of stage {Stage} of {Kind} run {Run} of data set {Dataset} is done after {Seconds} s: {Rows} rows, "
        + "attempt {Attempt}, worker {Worker}")]
    public static partial void SliceDone(
        ILogger log, int slice, string stage, string kind, string run, string dataset, double seconds, long rows, int attempt,
        string worker);

    [LoggerMessage(49, LogLevel.Information, "{Kind} run {Run} of data set {Dataset} begins")]
    public static partial void RunBegins(ILogger log, string run, string kind, string dataset);

    [LoggerMessage(50, LogLevel.Information, "{Kind} run {Run} of data set {Dataset} goes on, set running again {Retries} times")]
    public static partial void RunGoesOn(ILogger log, string run, string kind, string dataset, int retries);

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

    [LoggerMessage(
        12, LogLevel.Critical,
        "{Reason} {Remedy} Messages in hand go back to their queues; the process ends in {Seconds} s, to be started anew, unless the store "
            + "comes back")]
    public static partial void StoreIsLost(ILogger log, string reason, string remedy, double seconds);

    [LoggerMessage(13, LogLevel.Information, "The store is back, and the process goes on")]
    public static partial void StoreIsBack(ILogger log);

    [LoggerMessage(40, LogLevel.Warning, "{Sentence} {Remedy}")]
    public static partial void BrokerTrouble(ILogger log, string sentence, string remedy);

    [LoggerMessage(41, LogLevel.Information, "The broker {Broker} can be used again")]
    public static partial void BrokerIsBack(ILogger log, string broker);

    [LoggerMessage(
        42, LogLevel.Critical, "{Sentence} That has been so for {Seconds} s; the process ends, to be started anew. {Remedy}")]
    public static partial void BrokerStillRefuses(ILogger log, string sentence, double seconds, string remedy);

    [LoggerMessage(60, LogLevel.Warning, "This process cannot say in the store that it is there: {Reason}")]
    public static partial void WorkerNotSeen(ILogger log, string reason);

    [LoggerMessage(
        61, LogLevel.Warning, "The clock of this process is {Difference}; set the clocks of both by a time server, such as with chrony")]
    public static partial void ClockDiffers(ILogger log, string difference);

    [LoggerMessage(62, LogLevel.Information, "The clock of this process agrees with the store's again")]
    public static partial void ClockAgrees(ILogger log);

    [LoggerMessage(70, LogLevel.Warning, "{Sentence}")]
    public static partial void OtherDeployment(ILogger log, string sentence);

    [LoggerMessage(71, LogLevel.Critical, "{Sentence}")]
    public static partial void QueuesLost(ILogger log, string sentence);

    [LoggerMessage(72, LogLevel.Warning, "The queues of the broker {Broker} were taken over from the store {Before} by the store {Now}")]
    public static partial void QueuesAdopted(ILogger log, string broker, string before, string now);

    [LoggerMessage(73, LogLevel.Debug, "Whose the queues of the broker {Broker} are is not known just now: {Reason}")]
    public static partial void OwnerIsNotKnown(ILogger log, string broker, string reason);

    [LoggerMessage(74, LogLevel.Information, "A message {Message} of run {Run} has nothing left to do: the run has been deleted")]
    public static partial void RunIsDeleted(ILogger log, string message, string run);

    [LoggerMessage(75, LogLevel.Warning, "{Sentence}")]
    public static partial void LeftToLater(ILogger log, string sentence);

    [LoggerMessage(
        76, LogLevel.Warning,
        "The directory of the store, {Directory}, is relative and means {Path}; a process that is started elsewhere means another: set "
            + "Storage__Directory to the full path")]
    public static partial void DirectoryIsRelative(ILogger log, string directory, string path);

    [LoggerMessage(
        77, LogLevel.Warning,
        "The broker {Broker} has no exchange {Exchange}: that it takes no messages is noticed only each {Seconds} s. Deploy the topology "
            + "of this version")]
    public static partial void PulseIsMissing(ILogger log, string broker, string exchange, double seconds);

    [LoggerMessage(78, LogLevel.Warning, "Telemetry does not reach its collector and is dropped: {Reason}")]
    public static partial void TelemetryIsDropped(ILogger log, string reason);
}
