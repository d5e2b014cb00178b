using System.Globalization;
using Presage.Contracts.Api;

namespace Presage.Hosting.Results;

/// <summary>What a person should know of the versions that made the predictions which are judged.</summary>
public static class VersionNotices
{
    /// <param name="versions">Each once.</param>
    public static IEnumerable<Notice> Of(IReadOnlyList<VersionRows> versions)
    {
        if (versions.Count > 1)
            yield return new Notice(
                "several-versions",
                $"{Listed([.. versions.Select(Counted)])}: the figures are of no single model. Score into a result set of "
                + "its own for each.");

        foreach (var version in versions.Where(version => version.Trained > 0))
            yield return new Notice(
                "evaluated-on-training-range",
                $"{Count(version.Trained)} of {Count(version.Rows)} rows of {version.Name}, {Span(version)}, lie in the range that it was "
                + "trained on: a model knows what it has learnt from, so that their figures flatter it.");
    }

    /// <summary>Probabilities of different models are not compared, which a ranking does.</summary>
    /// <param name="versions">Name and version of the model that predicted each machine.</param>
    public static IEnumerable<Notice> OfMachines(IEnumerable<string> versions)
    {
        var counts = versions.CountBy(version => version).OrderBy(count => count.Key, StringComparer.Ordinal).ToList();
        if (counts.Count > 1)
            yield return new Notice(
                "several-versions",
                "The latest predictions come from several models: "
                + $"{Listed([.. counts.Select(count => $"{count.Value} from {count.Key}")])}.");
    }

    private static string Counted(VersionRows version) =>
        $"{Count(version.Rows)} {(version.Rows == 1 ? "row is" : "rows are")} of {version.Name}";

    private static string Listed(string[] each) => $"{string.Join(", ", each[..^1])} and {each[^1]}";

    private static string Span(VersionRows version)
    {
        var (first, last) = (version.First!.Value, version.Last!.Value);
        return string.Create(
            CultureInfo.InvariantCulture, $"{first:yyyy-MM-dd} to {last:yyyy-MM-dd} ({(last - first).TotalDays:0.#} days)");
    }

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
