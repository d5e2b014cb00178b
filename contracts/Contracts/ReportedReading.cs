namespace Presage.Contracts;

/// <summary>What the sensors of a machine said at a moment.</summary>
/// <param name="Time">ISO 8601; without a zone it is UTC. A text, so that one that cannot be read costs a reading and not the message.</param>
/// <param name="Values">By sensor of the data set's scenario; null, or none, where a sensor said nothing.</param>
public sealed record ReportedReading(string Machine, string Time, IReadOnlyDictionary<string, double?> Values);
