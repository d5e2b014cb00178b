namespace Presage.Tests.EndToEnd.Broker;

/// <summary>Tests with many processes run one after the other.</summary>
[CollectionDefinition(nameof(Processes))]
public sealed class Processes;
