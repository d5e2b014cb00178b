namespace Presage.Engine.Features.Windows;

/// <summary>The readings of one sensor without the missing ones, so that no statistic has to look for them.</summary>
internal sealed class SensorSeries
{
    private readonly double[] _values;
    private readonly long[] _times;

    /// <summary>[reading] how many readings before it are there; null when none is missing.</summary>
    private readonly int[]? _present;

    public SensorSeries(long[] times, double[] values)
    {
        (_times, _values) = (times, values);
        var missing = 0;
        foreach (var value in values)
            missing += double.IsNaN(value) ? 1 : 0;
        if (missing == 0)
            return;

        _present = new int[values.Length + 1];
        _times = new long[values.Length - missing];
        _values = new double[values.Length - missing];
        var position = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]))
                (_times[position], _values[position++]) = (times[i], values[i]);
            _present[i + 1] = position;
        }
    }

    /// <summary>The values and times in a window, which is given by positions among all readings.</summary>
    public Window this[int first, int end]
    {
        get
        {
            if (_present is not null)
                (first, end) = (_present[first], _present[end]);
            return new Window(_values.AsSpan(first, end - first), _times.AsSpan(first, end - first));
        }
    }

    /// <summary>A window with the value that is in force where it begins, as if it were a reading taken there.</summary>
    /// <param name="begin">Unix time.</param>
    /// <param name="hold">How long a value is in force, less than which it is old at the beginning.</param>
    public Window Held(int first, int end, long begin, long hold)
    {
        var before = (_present is null ? first : _present[first]) - 1;
        if (before < 0 || _times[before] <= begin - hold)
            return this[first, end];

        var window = this[first, end];
        double[] values = [_values[before], .. window.Values];
        long[] times = [begin, .. window.Times];
        return new Window(values, times);
    }
}
