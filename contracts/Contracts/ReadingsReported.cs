namespace Presage.Contracts;

/// <summary>Event, public: machines have sent readings. May be published as plain JSON. Belongs to no run; the message id tells it from others.</summary>
/// <param name="Dataset">A data set that is there.</param>
/// <param name="Readings">1 to 10,000.</param>
/// <param name="SchemaVersion">Version of this form of the message; null is 1.</param>
public sealed record ReadingsReported(string Dataset, IReadOnlyList<ReportedReading> Readings, int? SchemaVersion = null);
