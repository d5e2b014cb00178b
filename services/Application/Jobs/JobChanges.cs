using Presage.Engine;
using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>Changes of a job that a person makes: decided from what is stored, and again when somebody else was quicker.</summary>
internal sealed class JobChanges(IJobs jobs, JobCatalog catalog)
{
    private const int MostTries = 30;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);

    /// <param name="decide">Null changes nothing.</param>
    /// <returns>The job as it was decided about.</returns>
    /// <exception cref="PresageException"><c>unknown-job</c>, <c>job-busy</c>.</exception>
    public async Task<Job> CommitAsync(string name, Func<Job, Task<JobCommit?>> decide, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var job = await catalog.GetAsync(name, cancellation);
            var commit = await decide(job);
            if (commit is null || await jobs.CommitAsync(commit, cancellation) is not null)
                return job;

            await Task.Delay(BetweenTries, cancellation);
        }

        throw JobErrors.Busy(name);
    }
}
