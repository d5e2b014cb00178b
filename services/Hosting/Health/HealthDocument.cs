using Presage.Hosting.Life;

namespace Presage.Hosting.Health;

/// <summary>What <c>/health</c> answers.</summary>
/// <param name="Ready">Whether the process takes messages and everything that it needs is there.</param>
/// <param name="Store">Null before it is known.</param>
/// <param name="Broker">Null where one process does everything.</param>
/// <param name="Clock">Null before it was compared.</param>
internal sealed record HealthDocument(
    ProcessState State, bool Ready, string Service, string Version, string Worker, DateTime Since, HealthStore? Store, HealthBroker? Broker,
    IReadOnlyList<HealthCheckDocument> Checks, HealthClock? Clock = null);

/// <summary>The clock of the process against the store's, by which all processes are compared.</summary>
/// <param name="Notice">Why somebody should look after it; null when it is right.</param>
internal sealed record HealthClock(double SkewSeconds, string? Notice);

/// <param name="Name">Where it is, without credentials.</param>
/// <param name="Id">Null before the store has answered for the first time, and so its form.</param>
internal sealed record HealthStore(string Name, string? Id, int? Form);

/// <param name="State"><c>connected</c>, <c>blocked</c> (it takes no messages), <c>refused</c> or <c>away</c>.</param>
internal sealed record HealthBroker(string Name, string VirtualHost, string State);

/// <param name="State"><c>passes</c> or <c>fails</c>.</param>
/// <param name="Reason">Why it fails, or what is to be known although it passes.</param>
/// <param name="Since">Since when it does the one or the other.</param>
internal sealed record HealthCheckDocument(string Name, string State, string? Reason, DateTime Since);
