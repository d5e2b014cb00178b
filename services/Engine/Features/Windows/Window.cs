namespace Presage.Engine.Features.Windows;

/// <summary>Readings of one sensor in one window, none of them missing, with their times.</summary>
internal readonly ref struct Window(ReadOnlySpan<double> values, ReadOnlySpan<long> times)
{
    public ReadOnlySpan<double> Values { get; } = values;

    public ReadOnlySpan<long> Times { get; } = times;
}
