using Presage.Engine.Drift;

namespace Presage.Scoring;

/// <summary>What a slice says to the end of the stage; all of it counts for the run, however often the slice was begun.</summary>
/// <param name="Inputs">How its inputs lie against those of training; null in a slice of an earlier version.</param>
internal sealed record ScoredSlice(long Rows, long Written, long Unchanged, long Alarms, InputCounts? Inputs = null);
