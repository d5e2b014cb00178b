using System.Text;
using Presage.Engine.Scenarios;

namespace Presage.Ingestion.Cells;

/// <summary>Judges from the cells of a column how its times are written, unless that is declared.</summary>
internal sealed class TimeJudge
{
    private const int MostSamples = 5;
    private const int LongestSample = 60;

    private readonly TimeSettings _settings;
    private readonly long[] _read = new long[(int)TimeForm.Pattern + 1];
    private readonly List<string> _samples = [];
    private TimeForm[] _forms;
    private long _cells;
    private long _dayFirst;
    private long _monthFirst;
    private long _halves;
    private bool _hasFraction;

    public TimeJudge(TimeSettings settings)
    {
        _settings = settings;
        _forms = settings.Format is { } format ? [TimeForms.Of(format)] : [.. TimeForms.Judged];
    }

    /// <summary>A cell that is a date either way, when the column cannot be told to have the day or the month first.</summary>
    public string? Either { get; private set; }

    /// <summary>Some cells of the column.</summary>
    public IReadOnlyList<string> Samples => _samples;

    /// <summary>Whether more cells could change the judgement: dates that may be read either way.</summary>
    public bool IsOpen => _settings.Format is null && _cells > 0 && Best is TimeForm.DayFirst or TimeForm.MonthFirst
        && _dayFirst == 0 && _monthFirst == 0;

    /// <summary>Whether the month was taken to stand first since the times have AM and PM, and nothing else says it.</summary>
    public bool IsGuessed => IsOpen && _halves == _cells && Either is not null;

    /// <summary>How the column is written; null when most of it is no time that is understood.</summary>
    public TimeForm? Form => Best switch
    {
        _ when _cells == 0 => _settings.Format is null ? TimeForm.Iso : _forms[0],
        var best when _read[(int)best] == 0 || _read[(int)best] * 2 < _cells => null,
        TimeForm.Excel when _settings.Format is null && !_hasFraction => null,
        var best => best,
    };

    /// <summary>Whether it can be read with the day first and with the month first, and nothing says which it is.</summary>
    public bool IsAmbiguous => IsOpen && !IsGuessed && Either is not null;

    /// <summary>Whether some cells have the day first for sure and others the month.</summary>
    public bool IsMixed => _settings.Format is null && _dayFirst > 0 && _monthFirst > 0;

    private TimeForm Best
    {
        get
        {
            var best = _forms.MaxBy(form => _read[(int)form]);
            return best is not (TimeForm.DayFirst or TimeForm.MonthFirst) || _settings.Format is not null ? best
                : _dayFirst != _monthFirst ? (_dayFirst > _monthFirst ? TimeForm.DayFirst : TimeForm.MonthFirst)
                : _halves > 0 ? TimeForm.MonthFirst : TimeForm.DayFirst;
        }
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        if (MissingText.Is(text))
            return;

        _cells++;
        if (_samples.Count < MostSamples)
            _samples.Add(TextOf(text));

        foreach (var form in _forms)
            if (IsRead(text, form))
                _read[(int)form]++;

        if (_settings.Format is null)
            AddOrder(text);
    }

    /// <summary>The forms that it can still be judged to have.</summary>
    public IReadOnlyList<TimeForm> Candidates => IsOpen ? [TimeForm.DayFirst, TimeForm.MonthFirst] : [Best];

    /// <summary>Looks from now on only at what is still open.</summary>
    public void Narrow()
    {
        if (IsOpen)
            _forms = [TimeForm.DayFirst, TimeForm.MonthFirst];
    }

    private void AddOrder(ReadOnlySpan<byte> text)
    {
        _hasFraction = _hasFraction || TimeNumber.HasFraction(text);
        var isDayFirst = TimeText.TryParse(text, TimeForm.DayFirst, null, true, out var first, out _);
        var isMonthFirst = TimeText.TryParse(text, TimeForm.MonthFirst, null, true, out var second, out _);
        if (!isDayFirst && !isMonthFirst)
            return;

        _halves += text[^1] is (byte)'M' or (byte)'m' or (byte)'.' ? 1 : 0;
        _dayFirst += isMonthFirst ? 0 : 1;
        _monthFirst += isDayFirst ? 0 : 1;
        if (isDayFirst && isMonthFirst && first != second)
            Either ??= TextOf(text);
    }

    private bool IsRead(ReadOnlySpan<byte> text, TimeForm form) =>
        TimeText.TryParse(text, form, _settings.Format, _settings.Zone is not null, out var ticks, out _)
        && (_settings.Format is not null || !(form.IsNumber() || form == TimeForm.Compact) || TimeNumber.IsPlausible(ticks));

    private static string TextOf(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, LongestSample)]);
}
