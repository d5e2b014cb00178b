namespace Presage.Ingestion.Cells;

/// <summary>Goes through a text of digits and marks.</summary>
internal ref struct DigitCursor(ReadOnlySpan<byte> text)
{
    private const int DecimalsKept = 7;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    public readonly bool IsAtEnd => _at == _text.Length;

    public bool Take(byte mark)
    {
        var isThere = _at < _text.Length && _text[_at] == mark;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Takes a letter in either case.</summary>
    public bool TakeLetter(char lower)
    {
        var isThere = _at < _text.Length && (_text[_at] | 0x20) == lower;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Takes any letter of English.</summary>
    public bool TakeAnyLetter()
    {
        var isThere = _at < _text.Length && (uint)((_text[_at] | 0x20) - 'a') <= 'z' - 'a';
        _at += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Takes a number of at least and at most so many digits.</summary>
    public bool Number(int least, int most, out int value)
    {
        value = 0;
        var start = _at;
        while (_at < _text.Length && _at - start < most && (uint)(_text[_at] - '0') <= 9)
            value = (value * 10) + _text[_at++] - '0';

        return _at - start >= least;
    }

    /// <summary>Takes the decimals of a fraction, any number of them, and cuts it to 100 ns.</summary>
    public bool Fraction(out int value)
    {
        value = 0;
        var start = _at;
        for (; _at < _text.Length && (uint)(_text[_at] - '0') <= 9; _at++)
            if (_at - start < DecimalsKept)
                value = (value * 10) + _text[_at] - '0';

        for (var digits = _at - start; digits is > 0 and < DecimalsKept; digits++)
            value *= 10;

        return _at > start;
    }
}
