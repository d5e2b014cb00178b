using System.Text;

namespace Presage.Ingestion.Cells;

/// <summary>Judges from the cells of a column how its numbers are written.</summary>
internal sealed class NumberJudge
{
    private const int LongestSample = 40;

    private long _points;
    private long _commas;
    private long _eitherPoint;

    /// <summary>A cell such as <c>1,234</c>, which may be a little more than one or a thousand; null when there is none.</summary>
    public string? Either { get; private set; }

    /// <summary>Cells that can only have a decimal point, less those that can only have a decimal comma.</summary>
    public long Proof => _points - _commas;

    /// <summary>Whether its cells prove what their decimal mark is.</summary>
    public bool IsProven => _points + _commas > 0;

    /// <summary>Whether it has marks at all.</summary>
    public bool HasMarks => IsProven || Either is not null || _eitherPoint > 0;

    public void Add(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny((byte)'.', (byte)',') < 0 || MissingText.Is(text))
            return;

        var isPoint = NumberText.TryParse(text, NumberForm.Point, out _);
        var isComma = NumberText.TryParse(text, NumberForm.Comma, out _);
        if (isPoint && isComma)
        {
            if (text.Contains((byte)','))
                Either ??= Encoding.UTF8.GetString(text[..Math.Min(text.Length, LongestSample)]);
            else
                _eitherPoint++;
        }
        else if (isPoint)
        {
            _points++;
        }
        else if (isComma)
        {
            _commas++;
        }
    }

    /// <summary>The form of the column; null when it may be either.</summary>
    /// <param name="file">What the other columns of the file prove; plain when they do not.</param>
    public NumberForm? FormIn(NumberForm file) =>
        IsProven ? _points >= _commas ? NumberForm.Point : NumberForm.Comma
        : file == NumberForm.Plain && Either is not null ? null
        : file;
}
