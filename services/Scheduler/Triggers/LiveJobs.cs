using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Presage.Application.Jobs;
using Presage.Hosting.Stores;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Jobs.Reading;
using Presage.Storage;

namespace Presage.Scheduler.Triggers;

/// <summary>
/// Gives a data set with a champion, of which readings come as messages, a job that scores it at each point of its grid, unless another job
/// does or somebody has deleted this one. It is a job like any other from then on.
/// </summary>
internal sealed class LiveJobs(
    IJobs jobs, IModels models, JobCatalog catalog, LiveJobOptions options, StoreTime time, ILogger<LiveJobs> log)
{
    private const int LongestName = 60;
    private const string Stem = "live-";

    public async Task EnsureAsync(string dataset, CancellationToken cancellation)
    {
        var name = NameOf(dataset);
        if ((await catalog.TriggeredAsync(cancellation)).Any(job => Scores(job.Definition, dataset))
            || await jobs.FindAsync(name, cancellation) is not null
            || await jobs.WasDeletedAsync(name, cancellation)
            || await models.FindAsync(dataset, null, cancellation) is null)
            return;

        var now = await time.NowAsync(cancellation);
        var yaml = DefinitionOf(name, dataset);
        var entry = JobEntries.Of(
            name, 0, now, "applied", JobEntries.Presage, $"Readings of {dataset} come as messages, and no job scored them.");
        var state = Applying.First(JobReader.Read(yaml, $"job {name}"), now);
        if (await jobs.ApplyAsync(new JobVersion(name, 1, yaml, now, JobEntries.Presage), state, null, entry, cancellation) is not null)
            Log.LiveJobApplied(log, name, dataset);
    }

    private static bool Scores(JobDefinition job, string dataset) =>
        job.Triggers.OfType<GridPointTrigger>().Any(trigger => TriggerTexts.TryFill(job, trigger.Dataset) == dataset);

    private string DefinitionOf(string name, string dataset) =>
        $$$"""
        job: {{{name}}}
        description: Scores the machines of {{{dataset}}} whose readings come as messages. Made by Presage.
        triggers:
          - grid-point: { dataset: "{{{dataset}}}" }
        steps:
          score:
            score:
              dataset: "{{{dataset}}}"
              from: "{{interval.from}}"
              to: "{{interval.to}}"
              results: "{{{options.ResultsOf(dataset)}}}"
            retries: 2

        """;

    /// <summary>Names of data sets may have what those of jobs may not; those that become the same are told apart by a hash.</summary>
    private static string NameOf(string dataset)
    {
        var plain = string.Concat(dataset.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        if (plain == dataset && Stem.Length + plain.Length <= LongestName)
            return Stem + plain;

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataset)))[..8];
        var room = LongestName - Stem.Length - hash.Length - 1;
        return $"{Stem}{plain[..Math.Min(plain.Length, room)].TrimEnd('-')}-{hash}";
    }
}
