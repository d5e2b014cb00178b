using System.Text;

namespace Presage.Engine.Reconciliation;

/// <summary>Known ids of machines: which of them another one may have meant; and which ids are words for none.</summary>
public sealed class MachineIds
{
    private const int ShortestForTypos = 4;

    private static readonly HashSet<string> s_missing = new(StringComparer.OrdinalIgnoreCase)
    {
        "nan", "null", "none", "nil", "na", "n/a", "n.a.", "#n/a", "#na", "<na>", "(null)", "undefined", "unknown", "missing", "-", "--",
        "---", "?", ".", "\\N",
    };

    /// <summary>Whether an id is a word for a missing one; <c>0</c> is one where no other id is a number below 2.</summary>
    public static bool LooksMissing(string id, IReadOnlyCollection<string> all) =>
        s_missing.Contains(id.Trim()) || (id.Trim('0') is "" or "." && id.Length > 0 && !all.Any(other => other.TrimStart('0') == "1"));

    private readonly ILookup<string, string> _byNormal;
    private readonly ILookup<string, string> _byNumber;

    public MachineIds(IEnumerable<string> known)
    {
        _byNormal = known.ToLookup(Normal);
        _byNumber = _byNormal.Where(same => NumberOf(same.Key) is not null)
            .SelectMany(same => same.Select(id => (Number: NumberOf(same.Key)!, Id: id)))
            .ToLookup(pair => pair.Number, pair => pair.Id);
    }

    /// <summary>
    /// The one id that another may have meant: written with other zeros, case, blanks, marks or composed characters, with or without
    /// letters before its number, as a decimal number, or with one letter mistyped. Null when there is none or more than one.
    /// </summary>
    public string? Nearest(string id)
    {
        var meant = Normal(id);
        return Only(_byNormal[meant]) ?? Only(WithoutLetters(meant)) ?? (meant.Length >= ShortestForTypos
            ? Only(_byNormal.Where(same => IsMistyped(same.Key, meant)).SelectMany(same => same))
            : null);
    }

    private static string? Only(IEnumerable<string> ids) => ids.Take(2).ToList() is [var only] ? only : null;

    /// <summary>One of two ids is the number that the other has after its letters.</summary>
    private IEnumerable<string> WithoutLetters(string meant) => NumberOf(meant) switch
    {
        null => [],
        var number when number == meant => _byNumber[number],
        var number => _byNormal[number],
    };

    /// <summary>The digits at the end, where there are only letters before them.</summary>
    private static string? NumberOf(string normal)
    {
        var letters = normal.TakeWhile(char.IsLetter).Count();
        return letters < normal.Length && normal[letters..].All(char.IsAsciiDigit) ? normal[letters..] : null;
    }

    /// <summary>Upper-case letters and digits in compatible composition, numbers without leading zeros.</summary>
    private static string Normal(string id)
    {
        var text = id.Trim().Normalize(NormalizationForm.FormKC).ToUpperInvariant();
        if (text.IndexOf('.', StringComparison.Ordinal) is > 0 and var point && text[..point].All(char.IsAsciiDigit)
            && text[(point + 1)..].All(character => character == '0'))
            text = text[..point];

        var normal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var isLeadingZero = text[i] == '0' && (normal.Length == 0 || !char.IsAsciiDigit(normal[^1]))
                && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]);
            if (char.IsLetterOrDigit(text[i]) && !isLeadingZero)
                normal.Append(text[i]);
        }

        return normal.ToString();
    }

    /// <summary>One letter is another, missing, too many, or stands in its neighbour's place; the digits are the same.</summary>
    private static bool IsMistyped(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 1 || !left.Where(char.IsDigit).SequenceEqual(right.Where(char.IsDigit)))
            return false;

        var begin = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        var end = left[begin..].Reverse().Zip(right[begin..].Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        var (restLeft, restRight) = (left[begin..^end], right[begin..^end]);
        return (restLeft.Length <= 1 && restRight.Length <= 1)
            || (restLeft.Length == 2 && restRight.Length == 2 && restLeft[0] == restRight[1] && restLeft[1] == restRight[0]);
    }
}
