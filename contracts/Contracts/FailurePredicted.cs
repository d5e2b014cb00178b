namespace Presage.Contracts;

/// <summary>Event, public: a machine's component is expected to fail within the horizon. Sent once until it recovers or is repaired.</summary>
/// <param name="Time">Moment of the prediction.</param>
/// <param name="Probability">Calibrated probability, 0 to 1, of a failure in (Time, Time + HorizonHours].</param>
/// <param name="Reasons">Sentences, strongest first.</param>
public sealed record FailurePredicted(
    string RunId, string AlarmId, string Dataset, string Results, string Machine, string Component, DateTime Time, double Probability,
    double Threshold, double HorizonHours, IReadOnlyList<string> Reasons, string Model, int Version) : IRunMessage;
