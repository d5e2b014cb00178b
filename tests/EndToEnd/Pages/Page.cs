using System.Text.RegularExpressions;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Pages;

/// <summary>A page of the documentation with its blocks of commands.</summary>
/// <param name="Path">From the repository's root, with forward slashes.</param>
internal sealed partial record Page(string Path, IReadOnlyList<CommandBlock> Blocks)
{
    private const string Presage = "./presage ";

    public static IReadOnlyList<Page> All { get; } =
    [
        Read("README.md"),
        .. new[] { "docs", "examples" }.SelectMany(folder => Directory.GetFiles(PathOf(folder), "*.md", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(file => Read(System.IO.Path.GetRelativePath(RealRecords.RepositoryRoot, file).Replace('\\', '/'))),
    ];

    /// <summary>The arguments of every command that is to run, with the files that it names where they are.</summary>
    public IEnumerable<string[]> Commands => Blocks.Where(block => block.Reason is null).SelectMany(block => block.Lines)
        .Select(line => line[Presage.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Resolved).ToArray());

    private static Page Read(string path) => new(
        path,
        [
            .. Block().Matches(File.ReadAllText(PathOf(path))).Select(block => new CommandBlock(
                block.Groups["reason"] is { Success: true } reason ? reason.Value : null,
                [.. block.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)])),
        ]);

    private static string Resolved(string argument) => argument switch
    {
        _ when argument.StartsWith("../shared/data", StringComparison.Ordinal) =>
            System.IO.Path.Combine(System.IO.Path.GetDirectoryName(RealRecords.Twenty)!, argument["../shared/data/".Length..]),
        _ when argument.StartsWith("examples/", StringComparison.Ordinal) => PathOf(argument),
        _ => argument,
    };

    private static string PathOf(string path) => System.IO.Path.Combine(RealRecords.RepositoryRoot, path);

    [GeneratedRegex(
        @"^(<!-- not run here: (?<reason>.+?) -->\n)?```sh\n(?<lines>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}

/// <summary>Commands that are shown together.</summary>
/// <param name="Reason">Why they are not run by the tests; null when they are.</param>
internal sealed record CommandBlock(string? Reason, IReadOnlyList<string> Lines)
{
    /// <summary>Whether the tests can run it.</summary>
    public bool IsOfPresage => Lines.All(line => line.StartsWith("./presage ", StringComparison.Ordinal));
}
