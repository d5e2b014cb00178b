namespace Presage.Contracts;

/// <summary>Command: build the features of the range (From, To] for export.</summary>
public sealed record StartFeatures(
    string? RunId, string Dataset, DateTime From, DateTime To, string? Preset = null, double? HorizonHours = null, DateTime? AsOf = null) : IRunMessage;
