namespace Presage.Jobs.Templates;

/// <summary>Lists as one text, which parameters are stored and given as: entries without commas, with a comma between them.</summary>
public static class ListText
{
    public static string Join(IEnumerable<string> entries) => string.Join(", ", entries);

    public static IReadOnlyList<string> Split(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
