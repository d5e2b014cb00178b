namespace Presage.Engine.Selection;

/// <summary>Rows with From &lt; T &lt;= To, Unix time.</summary>
public readonly record struct TimeBlock(long From, long To)
{
    public bool Contains(long time) => time > From && time <= To;

    public override string ToString() => $"({UnixTime.ToDateTime(From):yyyy-MM-dd HH:mm}, {UnixTime.ToDateTime(To):yyyy-MM-dd HH:mm}]";
}
