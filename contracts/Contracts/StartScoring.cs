namespace Presage.Contracts;

/// <summary>Command, public: score the range (From, To] into a result set. May be published as plain JSON.</summary>
/// <param name="Results">Name of the result set.</param>
/// <param name="Model">NAME, NAME@VERSION or NAME@champion; null takes the data set's champion.</param>
/// <param name="AsOf">Only records known at this moment count; null means now.</param>
/// <param name="SchemaVersion">Version of this form of the message; null is 1.</param>
public sealed record StartScoring(
    string? RunId, string Dataset, DateTime From, DateTime To, string Results, string? Model = null, DateTime? AsOf = null,
    int? SchemaVersion = null) : IRunMessage;
