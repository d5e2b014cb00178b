namespace Presage.Scenarios;

/// <summary>Finds what somebody may have meant.</summary>
public static class Nearest
{
    private const int MostEdits = 3;

    /// <summary>The known word with the fewest edits, or null when none is near.</summary>
    public static string? To(string word, IEnumerable<string> known) => known
        .Select(candidate => (Candidate: candidate, Edits: Edits(word, candidate)))
        .Where(pair => pair.Edits <= Math.Min(MostEdits, Math.Max(1, word.Length / 2)))
        .OrderBy(pair => pair.Edits)
        .ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
        .Select(pair => pair.Candidate)
        .FirstOrDefault();

    /// <summary>Levenshtein distance.</summary>
    private static int Edits(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replace = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replace, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
