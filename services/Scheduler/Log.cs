using Microsoft.Extensions.Logging;

namespace Presage.Scheduler;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Worker} looks after the jobs (term {Epoch})")]
    public static partial void Leads(ILogger logger, string worker, long epoch);

    [LoggerMessage(LogLevel.Information, "The lease of the scheduler is given back (term {Epoch})")]
    public static partial void LeaseGivenBack(ILogger logger, long epoch);

    [LoggerMessage(LogLevel.Warning, "The lease of the scheduler is lost (term {Epoch}); another process looks after the jobs")]
    public static partial void LeaseLost(ILogger logger, long epoch);

    [LoggerMessage(LogLevel.Warning, "The lease of the scheduler cannot be asked for: {Reason}")]
    public static partial void LeaseNotReached(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "Could not look after the {What}: {Reason}")]
    public static partial void LookFailed(ILogger logger, string what, string reason);

    [LoggerMessage(LogLevel.Information, "The {What} are looked after again")]
    public static partial void LooksAgain(ILogger logger, string what);

    [LoggerMessage(LogLevel.Error, "Nothing can be decided about {Subject}: {Reason}")]
    public static partial void CannotDecide(ILogger logger, string subject, string reason);

    [LoggerMessage(LogLevel.Information, "Job {Job}, {Nominal:yyyy-MM-ddTHH:mm:ssZ}: {Outcome}. {Why}")]
    public static partial void Decided(ILogger logger, string job, DateTime nominal, string outcome, string why);

    [LoggerMessage(LogLevel.Information, "Job run {JobRun} begins. {Why}")]
    public static partial void JobRunBegins(ILogger logger, string jobRun, string why);

    [LoggerMessage(LogLevel.Information, "Job run {JobRun} {Outcome}. {Why}")]
    public static partial void JobRunEnded(ILogger logger, string jobRun, string outcome, string why);

    [LoggerMessage(LogLevel.Information, "Job run {JobRun}: step {Step} begins as {Run}")]
    public static partial void StepBegins(ILogger logger, string jobRun, string step, string run);

    [LoggerMessage(LogLevel.Warning, "Job run {JobRun}: step {Step} could not begin as {Run}. {Reason}")]
    public static partial void StepRefused(ILogger logger, string jobRun, string step, string run, string reason);

    [LoggerMessage(LogLevel.Warning, "Job run {JobRun}: step {Step} waits to be asked for as {Run}. {Reason}")]
    public static partial void StepNotAsked(ILogger logger, string jobRun, string step, string run, string reason);

    [LoggerMessage(LogLevel.Information, "Job {Job} is made, since readings of data set {Dataset} come as messages and no job scores them")]
    public static partial void LiveJobApplied(ILogger logger, string job, string dataset);

    [LoggerMessage(LogLevel.Information, "A trigger of job {Job} is pulled by {Event}")]
    public static partial void TriggerPulled(ILogger logger, string job, string @event);
}
