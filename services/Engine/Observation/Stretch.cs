namespace Presage.Engine.Observation;

/// <summary>A time in which a machine was heard of again and again. Unix time.</summary>
/// <param name="First">Time of its first record.</param>
/// <param name="Last">Time of its last record.</param>
public readonly record struct Stretch(long First, long Last)
{
    /// <summary>Adds a record to stretches, at or after the last one of them.</summary>
    /// <param name="gap">A longer silence begins another stretch.</param>
    public static void Add(List<Stretch> stretches, Stretch next, long gap)
    {
        if (stretches.Count > 0 && next.First - stretches[^1].Last <= gap)
            stretches[^1] = stretches[^1] with { Last = Math.Max(stretches[^1].Last, next.Last) };
        else
            stretches.Add(next);
    }
}
