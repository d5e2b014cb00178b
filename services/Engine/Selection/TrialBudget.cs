namespace Presage.Engine.Selection;

/// <summary>
/// Time for a sweep, of which each rung has the same part, since halving gives each the same work. When it is spent no trial starts any
/// more but the plain default and, from the second rung on, the best so far, so that what was found is judged in full all the same.
/// </summary>
/// <param name="Seconds">Null for no limit.</param>
public sealed record TrialBudget(double? Seconds, int Rungs)
{
    /// <param name="rung">From 0.</param>
    /// <param name="place">Place of the trial in its rung, from 0: the default first, then from the second rung on the best first.</param>
    /// <param name="spent">Seconds since the sweep began.</param>
    public bool Allows(int rung, int place, double spent) =>
        Seconds is not { } seconds || place == 0 || (rung > 0 && place == 1) || spent < seconds * (rung + 1) / Rungs;
}
