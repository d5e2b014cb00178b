namespace Presage.Storage;

/// <summary>Where records, features, models and predictions are kept.</summary>
public sealed record StorageOptions
{
    public const string Section = "Storage";

    /// <summary><c>sqlite</c>: one file in <see cref="Directory"/>. <c>mongodb</c>: a server; needs the cluster edition.</summary>
    public string Provider { get; init; } = "sqlite";

    /// <summary>Directory of the embedded store; created when missing.</summary>
    public string Directory { get; init; } = "presage-data";
}
