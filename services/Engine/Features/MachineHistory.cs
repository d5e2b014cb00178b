using Presage.Engine.Observation;

namespace Presage.Engine.Features;

/// <summary>Everything known of one machine that its feature rows can depend on. Times are ascending Unix time.</summary>
/// <param name="Times">Time of each reading; strictly ascending.</param>
/// <param name="Sensors">[sensor][reading]; NaN where a sensor is missing.</param>
/// <param name="Errors">[error type][occurrence] times.</param>
/// <param name="Replacements">[component][replacement] times, over the whole history.</param>
/// <param name="Failures">[component][failure] times.</param>
/// <param name="Attributes">One value an attribute: the number, or the category's index; NaN when missing.</param>
/// <param name="Observed">When the machine is observed.</param>
public sealed record MachineHistory(
    string Machine,
    long[] Times,
    double[][] Sensors,
    long[][] Errors,
    long[][] Replacements,
    long[][] Failures,
    double[] Attributes,
    ObservedPeriods Observed);
