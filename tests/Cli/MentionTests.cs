using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Presage.Cli;
using Presage.Tests.Harness;

namespace Presage.Tests.Cli;

/// <summary>
/// Wherever a command is mentioned (documents, alerts, heads of files, what commands say themselves), it is one that is there.
/// </summary>
public sealed partial class MentionTests
{
    private static readonly string s_root = RepositoryRoot.PathOf(".");

    /// <summary>What words in capitals and braces stand for where it matters.</summary>
    private static readonly Dictionary<string, string> s_values = new()
    {
        ["A"] = "2015-01-01",
        ["B"] = "2015-02-01",
        ["VERSION"] = "1",
        ["N"] = "3",
        ["SPAN"] = "90d",
    };

    public static TheoryData<string, string> Mentions { get; } = [.. All().Distinct().Order()];

    [Theory]
    [MemberData(nameof(Mentions))]
    public void A_command_that_is_mentioned_is_understood(string command, string where)
    {
        var words = Words().Matches(Redirection().Replace(command, ""))
            .Select(word => Value().Replace(word.Value.Trim('"', '\''), Meant)).ToArray();

        var parsed = PresageCommandLine.CreateRoot().Parse(words);

        // Only named, as in "with presage score".
        var isNamed = parsed.Tokens.All(token => token.Type == TokenType.Command) && words.Length > 0;
        (isNamed ? [] : parsed.Errors.Select(error => error.Message)).ShouldBeEmpty($"{where}: {command}");
    }

    [Fact]
    public void Commands_are_mentioned_everywhere()
    {
        string[] places =
        [
            "README.md", "docs/operate/cluster.md", "deploy/observability/alerts.yml", "docker-compose.yml", "k8s/presage", "services/Cli",
        ];

        places.Where(place => !Mentions.Any(mention => mention.Data.Item2.StartsWith(place, StringComparison.Ordinal))).ShouldBeEmpty();
        Mentions.Count.ShouldBeGreaterThan(80);
    }

    [Theory]
    [InlineData("raport march --out march.html")]
    [InlineData("report march --output march.html")]
    [InlineData("faults redrive --code")]
    public void A_command_that_is_not_there_is_found_out(string command) =>
        Should.Throw<ShouldAssertException>(() => A_command_that_is_mentioned_is_understood(command, "here"));

    private static string Meant(Match value) => s_values.GetValueOrDefault(value.Value, "x1");

    private static IEnumerable<(string Command, string Where)> All() =>
    [
        .. Of("*.md", InText(), "README.md", "docs", "examples"),
        .. Of("*.md", InBlock(), "README.md", "docs", "examples"),
        .. Of("*.yml", Quoted(), "deploy/observability/alerts.yml"),
        .. Of("*.yml", OfCompose(), "docker-compose.yml"),
        .. Of("*", InBlock(), "k8s/presage", "k8s/inbox", "k8s/install", "k8s/smoke"),
        .. Of("*.cs", Said(), "services/Cli"),
    ];

    private static IEnumerable<(string Command, string Where)> Of(string files, Regex mention, params string[] places) =>
        from place in places
        let path = Path.Combine(s_root, place)
        from file in File.Exists(path) ? [path] : Directory.GetFiles(path, files, SearchOption.AllDirectories)
        let source = Path.GetRelativePath(s_root, file).Replace('\\', '/')
        where !source.Contains("/obj/", StringComparison.Ordinal) && !source.Contains("/bin/", StringComparison.Ordinal)
        from found in mention.Matches(File.ReadAllText(file))
        select (found.Groups["command"].Value.Trim().TrimEnd('.', ')'), source);

    /// <summary>Between backticks.</summary>
    [GeneratedRegex(@"`(?:\./|k8s/)?presage (?<command>[a-z][^`\n]*)`")]
    private static partial Regex InText();

    /// <summary>A line of a block, or of the head of a file.</summary>
    [GeneratedRegex(@"^(?:#   )?(?:\./|k8s/)presage (?<command>[a-z].*)$", RegexOptions.Multiline)]
    private static partial Regex InBlock();

    [GeneratedRegex(@"'presage (?<command>[a-z][^'\n]*)'")]
    private static partial Regex Quoted();

    /// <summary>Two blanks separate it from what it does.</summary>
    [GeneratedRegex(@"docker compose run --rm (?:-T )?presage (?<command>[a-z]\S*(?: \S+)*)")]
    private static partial Regex OfCompose();

    /// <summary>In a text of the code; a comma or the text's end ends it.</summary>
    [GeneratedRegex(@"""[^""\n]*?\bpresage (?<command>[a-z]+(?: [^"",;\n]*)?)")]
    private static partial Regex Said();

    [GeneratedRegex(@"\s(>>?|<|\||#).*$")]
    private static partial Regex Redirection();

    [GeneratedRegex("\"[^\"]*\"|'[^']*'|\\{\\{.*?\\}\\}|\\S+")]
    private static partial Regex Words();

    /// <summary>Words in capitals, and what is filled in.</summary>
    [GeneratedRegex(@"\b[A-Z]+\b|\{+[^}]*\}+|\$[A-Za-z]+")]
    private static partial Regex Value();
}
