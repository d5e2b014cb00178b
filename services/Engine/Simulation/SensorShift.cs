namespace Presage.Engine.Simulation;

/// <summary>A number that is added to a sensor's readings with from &lt;= time &lt; to.</summary>
internal readonly record struct SensorShift(int Sensor, long From, long To, double Amount)
{
    public void AddTo(double[][] sensors, Period period)
    {
        var (first, end) = (period.ReadingFrom(From), period.ReadingFrom(To));
        foreach (ref var value in sensors[Sensor].AsSpan(first, Math.Max(0, end - first)))
            value += Amount;
    }
}
