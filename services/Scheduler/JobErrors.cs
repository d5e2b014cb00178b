using Presage.Engine;
using Presage.Storage;

namespace Presage.Scheduler;

internal static class JobErrors
{
    public static async Task<PresageException> UnknownAsync(IJobs jobs, string name, CancellationToken cancellation)
    {
        var names = (await jobs.ListAsync(cancellation)).Select(job => job.Name).Take(20).ToList();
        return new PresageException(
            ErrorKind.NotFound, "unknown-job", $"There is no job '{name}'.",
            names.Count == 0 ? "Apply one first." : $"Use one of: {string.Join(", ", names)}.");
    }

    /// <param name="subject">A job, or a run of one.</param>
    public static PresageException Busy(string subject) => new(
        ErrorKind.Busy, "job-busy", $"{subject} is changed by others all the time.", "Try again.");
}
