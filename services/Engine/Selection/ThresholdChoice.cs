namespace Presage.Engine.Selection;

/// <summary>The threshold of a component and what it rests on.</summary>
/// <param name="Failures">Failures of the rows it was chosen on that an alarm could have come before.</param>
/// <param name="Machines">Machines that those are of.</param>
/// <param name="Interval">Null where there is nothing to draw from.</param>
public sealed record ThresholdChoice(
    double Threshold, ThresholdBasis Basis, long Failures, int Machines, ThresholdInterval? Interval = null);

/// <summary>What chose a threshold.</summary>
public enum ThresholdBasis
{
    /// <summary>It follows from the costs: what became of the machines speaks for no other, or says nothing.</summary>
    Costs,

    /// <summary>Failures and alarms: it was cheaper than what follows from the costs.</summary>
    Events,

    /// <summary>A budget of alarms.</summary>
    Budget,

    /// <summary>The component never failed where it could have been learnt; no probability reaches the threshold.</summary>
    Unlearnt,
}

/// <summary>
/// 90 % intervals by bootstrap over machines: what the same choice would have been, had other machines of the same kind been drawn, and
/// what the threshold saves on such machines against no alarm at all.
/// </summary>
/// <param name="Low">Of the threshold, as is <paramref name="High"/>.</param>
/// <param name="Saved">On the rows it was chosen on; negative where alarms cost more than they save.</param>
public sealed record ThresholdInterval(double Low, double High, double Saved, double SavedLow, double SavedHigh);
