using System.Text.RegularExpressions;

namespace Presage.Tests.Architecture;

/// <param name="Path">From the repository's root, with forward slashes.</param>
/// <param name="Code">The text without comments that have a line of their own.</param>
internal sealed partial record SourceFile(string Path, string[] Lines, string Code)
{
    public string? Namespace => NamespaceDeclaration().Match(Code) is { Success: true } match ? match.Groups[1].Value : null;

    public static SourceFile Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var code = lines.Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal));
        return new SourceFile(Repository.Relative(path), lines, string.Join('\n', code));
    }

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();
}
