using System.Text.RegularExpressions;

namespace Presage.Tests.Architecture;

/// <summary>A note that people and programs meet can be looked up by its code.</summary>
public sealed partial class NoticeTests
{
    private const string Page = "docs/use/results.md";

    [Fact]
    public void Every_code_of_a_notice_is_explained_and_no_other()
    {
        var codes = Repository.ProductSources.SelectMany(source => CodesOf(source.Path, string.Join('\n', source.Lines))).Distinct();
        var explained = Row().Matches(Repository.Read(Page)).Select(row => row.Groups[1].Value).ToList();

        explained.ShouldBe(codes, ignoreOrder: true, $"Every code of a Notice has a row in the table of notes in {Page}.");
        explained.ShouldBeInOrder();
        explained.Count.ShouldBeGreaterThan(20);
    }

    /// <summary>The review of scenarios knows no documents: it gives pairs of a code and a sentence.</summary>
    private static IEnumerable<string> CodesOf(string path, string text) => Notice().Matches(text)
        .Concat(path.Contains("/ScenarioReview", StringComparison.Ordinal) ? Pair().Matches(text) : [])
        .Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"new (?:Notice|Finding)\(\s*""([a-z-]+)""")]
    private static partial Regex Notice();

    [GeneratedRegex(@"yield return \(\s*""([a-z-]+)""")]
    private static partial Regex Pair();

    [GeneratedRegex(@"^\| `([a-z-]+)` \| (?:[a-z, ]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
