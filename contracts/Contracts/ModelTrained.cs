namespace Presage.Contracts;

/// <summary>Event, public: a model version is in the registry.</summary>
/// <param name="Champion">Whether this version is the champion now.</param>
public sealed record ModelTrained(string RunId, string Dataset, string Model, int Version, string Algorithm, bool Champion) : IRunMessage;
