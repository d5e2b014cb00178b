using System.Text;
using System.Text.RegularExpressions;
using Presage.Engine.Scenarios;
using Presage.Ingestion.Cells;
using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion.Planning;

/// <summary>What <c>docs/use/data.md</c> says of times, numbers and missing values is so.</summary>
public sealed partial class DescribedFormatsTests
{
    private static readonly IReadOnlyList<string> s_rows =
    [
        .. File.ReadLines(RepositoryRoot.PathOf("docs/use/data.md"))
            .SkipWhile(line => line != "## How files are judged")
            .Where(line => line.StartsWith('|')),
    ];

    public static TheoryData<string> Times =>
        [.. s_rows.Where(row => row.StartsWith("| times") || row.StartsWith("| | ")).SelectMany(Examples).Where(IsWhole)];

    public static TheoryData<string> Numbers => [.. s_rows.Where(row => row.StartsWith("| numbers")).SelectMany(Examples)];

    public static TheoryData<string> Missing => [.. s_rows.Where(row => row.StartsWith("| no value")).SelectMany(Examples)];

    [Theory]
    [MemberData(nameof(Times))]
    public void A_time_is_read(string text)
    {
        var judge = new TimeJudge(new TimeSettings("time"));

        judge.Add(Encoding.UTF8.GetBytes(text));

        judge.Form.ShouldNotBeNull();
        judge.IsAmbiguous.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_is_read_and_only_the_open_one_is_open(string text)
    {
        var judge = new NumberJudge();

        judge.Add(Encoding.UTF8.GetBytes(text));

        judge.FormIn(NumberForm.Plain).HasValue.ShouldBe(text != "1,234");
        if (judge.FormIn(NumberForm.Plain) is { } form)
            NumberText.TryParse(Encoding.UTF8.GetBytes(text), form, out _).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Missing))]
    public void A_missing_value_is_known(string text) => MissingText.Is(Encoding.UTF8.GetBytes(text)).ShouldBeTrue();

    [Fact]
    public void There_are_examples_of_each() =>
        new[] { Times.Count, Numbers.Count, Missing.Count }.ShouldAllBe(count => count > 5);

    private static bool IsWhole(string time) => time.Contains("20");

    /// <summary>What stands in the second column as code.</summary>
    private static IEnumerable<string> Examples(string row) => Code().Matches(row.Split(" | ")[1]).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
