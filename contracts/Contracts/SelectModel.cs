namespace Presage.Contracts;

/// <summary>Command: all trials are done; pick the best, calibrate, refit and register it.</summary>
public sealed record SelectModel(string RunId) : IRunMessage;
