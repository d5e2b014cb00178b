namespace Presage.Storage.Telemetry;

/// <summary>A value of a cell (a machine's sensor at a time) as it became known.</summary>
/// <param name="Value">A number; a missing value says nothing and is no fact.</param>
/// <param name="Until">From when on it does not count any more, in milliseconds: it was taken back.</param>
internal readonly record struct Fact(Stamp Stamp, double Value, long Until = Fact.Always)
{
    public const long Always = long.MaxValue;

    public bool IsSame(Fact other) => Stamp == other.Stamp && Until == other.Until && Cell.IsSame(Value, other.Value);
}

/// <summary>A fact and the row of the block whose cell it is about.</summary>
internal readonly record struct CellFact(int Row, Fact Fact);
