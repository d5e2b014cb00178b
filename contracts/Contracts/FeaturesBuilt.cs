namespace Presage.Contracts;

/// <summary>Event: all feature slices of a run are stored.</summary>
/// <param name="Purpose">training, scoring or export.</param>
public sealed record FeaturesBuilt(string RunId, string Dataset, string Purpose, int Slices, long Rows) : IRunMessage;
