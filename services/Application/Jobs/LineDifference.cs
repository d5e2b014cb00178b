using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Presage.Application.Jobs;

/// <summary>What changes between two texts, line by line, with what stands around it.</summary>
internal static class LineDifference
{
    private const int Around = 2;

    /// <returns>Lines that begin with <c>+ </c>, <c>- </c> or two blanks; <c>...</c> where equal ones are left out.</returns>
    public static IReadOnlyList<string> Of(string before, string after)
    {
        var lines = InlineDiffBuilder.Diff(Plain(before), Plain(after)).Lines;
        var shown = new bool[lines.Count];
        foreach (var (at, line) in lines.Index())
            if (line.Type != ChangeType.Unchanged)
                Array.Fill(shown, true, Math.Max(0, at - Around), Math.Min(lines.Count, at + Around + 1) - Math.Max(0, at - Around));

        var difference = new List<string>();
        foreach (var (at, line) in lines.Index())
        {
            if (shown[at])
                difference.Add(Sign(line.Type) + line.Text);
            else if (at == 0 || shown[at - 1])
                difference.Add("...");
        }

        return difference;
    }

    /// <summary>All lines of a text that is new.</summary>
    public static IReadOnlyList<string> OfNew(string text) =>
        [.. Plain(text).Split('\n').Select(line => $"+ {line}")];

    private static string Plain(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    private static string Sign(ChangeType type) => type switch
    {
        ChangeType.Inserted => "+ ",
        ChangeType.Deleted => "- ",
        _ => "  ",
    };
}
