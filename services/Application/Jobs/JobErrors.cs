using Presage.Engine;

namespace Presage.Application.Jobs;

public static class JobErrors
{
    /// <param name="subject">A job, or a run or backfill of one.</param>
    public static PresageException Busy(string subject) => new(
        ErrorKind.Busy, "job-busy", $"The job '{subject}' was changed by others again and again.", "Try again; nothing was changed.");
}
