namespace Presage.Scoring;

/// <summary>What a slice says to the end of the stage; all of it counts for the run, however often the slice was begun.</summary>
internal sealed record ScoredSlice(long Rows, long Written, long Unchanged, long Alarms);
