namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>
/// Disturbed jobs share an arena and run one after the other, beside the other tests with many processes: they wait for most of their time,
/// for what is away, what was frozen or what is delivered later.
/// </summary>
[CollectionDefinition(nameof(Disturbed))]
public sealed class Disturbed : ICollectionFixture<Arenas>;
