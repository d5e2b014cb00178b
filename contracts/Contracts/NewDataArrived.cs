namespace Presage.Contracts;

/// <summary>Event, public: files of a data set are ready to be read. May be published as plain JSON.</summary>
/// <param name="Scenario">Name of the scenario when the data set is new; afterwards null or the same again, for a data set keeps its scenario.</param>
/// <param name="Sources">Paths or addresses of files or folders.</param>
/// <param name="SchemaVersion">Version of this form of the message; null is 1.</param>
public sealed record NewDataArrived(
    string? RunId, string Dataset, string? Scenario, IReadOnlyList<string> Sources, int? SchemaVersion = null) : IRunMessage;
