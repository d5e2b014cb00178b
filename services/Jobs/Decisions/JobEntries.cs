using System.Globalization;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>Entries of a job's journal.</summary>
public static class JobEntries
{
    /// <summary>The name under which the scheduler does things.</summary>
    public const string Presage = "presage";

    /// <param name="revision">Of the job that was seen: with the time it makes the entry's id.</param>
    /// <param name="what">Such as paused, resumed.</param>
    public static JobEntry Of(string job, long revision, DateTime at, string what, string by, string text) =>
        new(job, string.Create(CultureInfo.InvariantCulture, $"{at:yyyyMMdd'T'HHmmssfffffff}Z-{revision}-{what}"), at, what, by, text);
}
