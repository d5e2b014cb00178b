using MassTransit;
using Presage.Engine.Scenarios;
using Presage.Storage;

namespace Presage.Ingestion.Streaming;

/// <summary>Does what follows from readings that came as messages.</summary>
internal interface IReadingFollower
{
    /// <param name="context">
    /// What is being consumed. It must not be acknowledged before this returns; then a crash in between changes nothing.
    /// </param>
    /// <param name="batches">Readings that are in the store by now.</param>
    Task FollowAsync(ConsumeContext context, string dataset, Scenario scenario, IReadOnlyList<TelemetryBatch> batches);
}
