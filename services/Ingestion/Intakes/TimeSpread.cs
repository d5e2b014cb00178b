namespace Presage.Ingestion.Intakes;

/// <summary>Earliest and latest of some times in Unix time; null when there are none.</summary>
internal readonly record struct TimeSpread(long? First, long? Last)
{
    public TimeSpread With(long time) => new(First < time ? First : time, Last > time ? Last : time);

    public static TimeSpread operator +(TimeSpread left, TimeSpread right) => new(
        left.First < right.First || right.First is null ? left.First : right.First,
        left.Last > right.Last || right.Last is null ? left.Last : right.Last);
}
