namespace Presage.Tests.Harness.Engines;

/// <summary>One engine from its first cycle to its failure, or to where it is cut off.</summary>
/// <param name="Start">Time of the first reading.</param>
/// <param name="Values">[sensor][cycle].</param>
/// <param name="HasFailed">Whether the last reading is that of the failure; otherwise nothing is known of what came then.</param>
/// <param name="Life">Cycles up to the failure, those that were cut off included.</param>
public sealed record SimulatedEngine(string Name, DateTime Start, double[][] Values, bool HasFailed, int Life)
{
    public int Cycles => Values[0].Length;

    public DateTime End => TimeOf(Cycles - 1);

    public DateTime TimeOf(int cycle) => Start.AddHours(cycle);
}
