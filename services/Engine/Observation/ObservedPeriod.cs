namespace Presage.Engine.Observation;

/// <summary>A time in which all that happens to a machine is in its records. Unix time.</summary>
/// <param name="From">Time of its first record.</param>
/// <param name="To">Inclusive end: time of its last record, or of the failure that ended the machine's life.</param>
/// <param name="EndsLife">Whether it ends with the failure that ends a life: what comes after belongs to another life.</param>
public readonly record struct ObservedPeriod(long From, long To, bool EndsLife = false);
