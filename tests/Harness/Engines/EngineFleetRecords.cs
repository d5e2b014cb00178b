using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Observation;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Tests.Harness.Engines;

/// <summary>A fleet of engines as the records that a store keeps, and as the histories that features are computed from.</summary>
public static class EngineFleetRecords
{
    /// <param name="fleet">The engines.</param>
    /// <param name="known">When all of it was ingested.</param>
    public static TestFleet ToRecords(this EngineFleet fleet, DateTime known) => new()
    {
        Machines = [.. fleet.Engines.Select(engine => new Machine(engine.Name, new Dictionary<string, string>()))],
        Telemetry = [
            .. fleet.Engines.Select(engine => new TelemetryBatch(
                engine.Name, Times(engine), [.. Enumerable.Repeat(UnixTime.FromDateTime(known), engine.Cycles)], engine.Values))],
        Events = new Dictionary<EventKind, IReadOnlyList<EventRecord>>
        {
            [EventKind.Failure] = [
                .. fleet.Engines.Where(engine => engine.HasFailed)
                    .Select(engine => new EventRecord(engine.Name, engine.End, EngineFleetFiles.Component, known))],
        },
    };

    public static MachineHistory ToHistory(this SimulatedEngine engine) => new(
        engine.Name, Times(engine), engine.Values, [], [[]], [engine.HasFailed ? [UnixTime.FromDateTime(engine.End)] : []], [],
        new ObservedPeriods([
            new(UnixTime.FromDateTime(engine.TimeOf(0)), UnixTime.FromDateTime(engine.End), EndsLife: engine.HasFailed)]));

    private static long[] Times(SimulatedEngine engine) =>
        [.. Enumerable.Range(0, engine.Cycles).Select(cycle => UnixTime.FromDateTime(engine.TimeOf(cycle)))];
}
