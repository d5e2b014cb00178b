namespace Presage.Jobs.Schedules;

/// <summary>A time in which the clock of a zone is not changed.</summary>
/// <param name="Start">UTC, included.</param>
/// <param name="End">UTC, excluded.</param>
/// <param name="Offset">What the clock is ahead of UTC.</param>
/// <param name="Before">What it was ahead directly before.</param>
internal readonly record struct ZoneSpan(DateTime Start, DateTime End, TimeSpan Offset, TimeSpan Before)
{
    /// <summary>Whether the clock was set forward, so that times are missing that it would have shown.</summary>
    public bool IsAfterGap => Offset > Before;

    /// <summary>Whether the clock was set back, so that it shows times again.</summary>
    public bool IsAfterOverlap => Offset < Before;

    /// <summary>What the clock shows first.</summary>
    public DateTime FirstWall => Start + Offset;

    /// <summary>What the clock would have shown first, had it not been changed.</summary>
    public DateTime UnchangedWall => Start + Before;
}
