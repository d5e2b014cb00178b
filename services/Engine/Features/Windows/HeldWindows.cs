namespace Presage.Engine.Features.Windows;

/// <summary>Windows of a sensor that is reported when it changes: (T - length, T] for each of the points T.</summary>
/// <param name="Hold">How long a value is in force, in <see cref="UnixTime"/> units.</param>
internal readonly record struct HeldWindows(long[] Points, long Length, long Hold)
{
    public Window Of(SensorSeries series, WindowBounds bounds, int row) =>
        series.Held(bounds.First[row], bounds.End[row], Points[row] - Length, Hold);
}
