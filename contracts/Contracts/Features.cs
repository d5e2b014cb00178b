namespace Presage.Contracts;

/// <summary>Command: build the features of the range (From, To] for export.</summary>
public sealed record StartFeatures(
    string? RunId, string Dataset, DateTime From, DateTime To, string? Preset = null, double? HorizonHours = null, DateTime? AsOf = null)
        : IRunMessage;

/// <summary>Command: build the feature rows of a range of machines; what else is needed stands in the run's record.</summary>
/// <param name="First">Position of the first machine in the data set's machine list.</param>
/// <param name="Count">Number of machines.</param>
public sealed record BuildFeatureSlice(string RunId, int Slice, int First, int Count) : IRunMessage;

/// <summary>Event: all feature slices of a training run are stored.</summary>
public sealed record TrainingFeaturesBuilt(string RunId, string Dataset, int Slices, long Rows) : IRunMessage;

/// <summary>Event: all feature slices of a scoring run are stored.</summary>
public sealed record ScoringFeaturesBuilt(string RunId, string Dataset, int Slices, long Rows) : IRunMessage;

/// <summary>Event: all feature slices that were asked for themselves are stored.</summary>
public sealed record FeaturesWritten(string RunId, string Dataset, int Slices, long Rows) : IRunMessage;

/// <summary>Event of an earlier version, of which there may be some on the way: all feature slices of a run are stored.</summary>
/// <param name="Purpose">training, scoring or export.</param>
public sealed record FeaturesBuilt(string RunId, string Dataset, string Purpose, int Slices, long Rows) : IRunMessage;
