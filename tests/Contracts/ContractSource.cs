using System.Text.RegularExpressions;
using Presage.Tests.Harness;

namespace Presage.Tests.Contracts;

/// <summary>A contract as it is written.</summary>
/// <param name="Documentation">The comment before it, in one line.</param>
/// <param name="Lines">Lines of its declaration.</param>
internal sealed partial record ContractSource(string Name, string Documentation, int Lines)
{
    private static readonly string s_folder = RepositoryRoot.PathOf("contracts/Contracts");

    public static IReadOnlyList<ContractSource> All { get; } =
        [.. Directory.GetFiles(s_folder).Concat(Directory.GetFiles(Path.Combine(s_folder, "Api")))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal)).SelectMany(Read)];

    /// <summary>Whether programs that know nothing of Presage send or read it.</summary>
    public bool IsPublic => PublicMessage().IsMatch(Documentation);

    /// <summary>Whether such a program may send it.</summary>
    public bool IsRequest => Documentation.Contains("May be published as plain JSON", StringComparison.Ordinal);

    private static IEnumerable<ContractSource> Read(string file) =>
        Declaration().Matches(File.ReadAllText(file)).Select(match => new ContractSource(
            match.Groups["name"].Value,
            match.Groups["documentation"].Value.Replace("\n///", "", StringComparison.Ordinal),
            match.Groups["declaration"].Value.TrimEnd().Split('\n').Length));

    [GeneratedRegex(
        @"(?<documentation>(^///.*\n)*)"
            + @"(?<declaration>^public (sealed record|interface|enum|static class) (?<name>\w+)(.*\n?)+?)(?=^///|^public|\z)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex("<summary> ?(Event|Command), public:")]
    private static partial Regex PublicMessage();
}
