namespace Presage.Storage.Facts;

/// <summary>When something became known is kept to the millisecond.</summary>
public static class KnowledgeTime
{
    public static DateTime Of(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));

    /// <summary>A selection whose knowledge time is the one that is stored.</summary>
    public static RecordSelection Of(RecordSelection what) => what.Known is { } known ? what with { Known = Of(known) } : what;
}
