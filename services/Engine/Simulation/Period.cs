namespace Presage.Engine.Simulation;

/// <summary>The readings of a simulation: one at the start, and one every step for whole days. Unix time.</summary>
internal readonly record struct Period(long Start, long Step, int Readings)
{
    public long End => TimeOf(Readings - 1);

    public static Period Of(DateTime start, TimeSpan sampling, int days)
    {
        var step = UnixTime.FromTimeSpan(sampling);
        return new Period(UnixTime.FromDateTime(start), step, checked((int)((days * UnixTime.Day / step) + 1)));
    }

    public long TimeOf(int reading) => Start + (reading * Step);

    /// <summary>The first reading at or after a moment; the number of readings when there is none.</summary>
    public int ReadingFrom(long moment) => (int)Math.Clamp((moment - Start + Step - 1) / Step, 0, Readings);

    /// <summary>The time of the last reading at or before a moment that is not before the start.</summary>
    public long ReadingTimeAt(long moment) => Start + ((moment - Start) / Step * Step);
}
