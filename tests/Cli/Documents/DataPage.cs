using System.Text.RegularExpressions;
using Presage.Tests.Harness;

namespace Presage.Tests.Cli.Documents;

/// <summary>The examples of <c>docs/use/your-data.md</c>.</summary>
internal static partial class DataPage
{
    private static readonly string s_text =
        File.ReadAllText(RepositoryRoot.PathOf("docs/use/your-data.md")).ReplaceLineEndings("\n");

    /// <summary>The scenario that examples are read with.</summary>
    public static string Scenario { get; } = Fences(Section("Your data, as it is"), "yaml").Single();

    /// <summary>What a cell says, and what it is.</summary>
    public static IReadOnlyList<(string Cell, string Meaning)> Times => Table("Times");

    public static IReadOnlyList<(string Cell, string Meaning)> Numbers => Table("Numbers");

    /// <summary>What says that there is no value.</summary>
    public static IReadOnlyList<string> Missing { get; } =
        [.. Code().Matches(Section("No value")).Select(code => code.Groups[1].Value).Prepend("")];

    /// <summary>Files with the places in a folder at which they are read.</summary>
    public static IReadOnlyList<string> ReadFiles { get; } =
    [
        .. Rows("Files").Where(row => row[1].StartsWith("read", StringComparison.Ordinal))
            .SelectMany(row => Code().Matches(row[0]).Select(code => code.Groups[1].Value)),
    ];

    /// <summary>Tables by their titles.</summary>
    public static IReadOnlyDictionary<string, DataExample> Tables { get; } = Example().Matches(s_text).ToDictionary(
        example => example.Groups[1].Value, example => DataExample.Of(example.Groups[2].Value));

    public static IEnumerable<string> Fences(string text, string language) =>
        Fence().Matches(text).Where(fence => fence.Groups[1].Value == language).Select(fence => fence.Groups[2].Value);

    private static IReadOnlyList<(string Cell, string Meaning)> Table(string title) =>
        [.. Rows(title).Select(row => (Code().Match(row[0]).Groups[1].Value, row[1]))];

    private static IEnumerable<string[]> Rows(string title) => Section(title).Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..]);

    private static string Section(string title)
    {
        var begin = s_text.IndexOf($"# {title}\n", StringComparison.Ordinal);
        begin.ShouldBeGreaterThanOrEqualTo(0, title);
        var end = s_text.IndexOf("\n## ", begin, StringComparison.Ordinal);
        return s_text[begin..(end < 0 ? s_text.Length : end)];
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^### (.+?)\n(.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
