namespace Presage.Contracts.Api;

/// <summary>What has everything that Presage needs.</summary>
/// <param name="Broker">Its address; null where none is configured.</param>
/// <param name="Store">Where it is, without credentials.</param>
/// <param name="WithoutRules">Collections in which the store takes whatever is written, since it does not keep their rules.</param>
public sealed record DeployedTopology(string? Broker, string Store, IReadOnlyList<string> WithoutRules);
