using Presage.Engine.Scenarios;
using Presage.Ingestion.Planning;
using Presage.Storage;
using Presage.Storage.Telemetry;

namespace Presage.Ingestion.Loading;

/// <summary>Makes the loader of a source.</summary>
internal sealed class Loaders(IMachines machines, IEvents events, ITelemetry telemetry)
{
    public async Task<IRowLoader> OfAsync(
        PlannedFile file, string dataset, Scenario scenario, DateTime known, CancellationToken cancellation)
    {
        var described = file.Source != Source.Machines && await machines.AreDescribedAsync(dataset, cancellation)
            ? (await machines.ListAsync(dataset, cancellation)).Select(machine => machine.Id).ToList()
            : null;
        var target = new LoadTarget(dataset, scenario, known, described);
        return file.Source switch
        {
            Source.Machines => new MachineLoader(machines, target, file.Positions),
            Source.Telemetry => new TelemetryLoader(telemetry, target, file.Positions),
            Source.Errors => new EventLoader(events, EventKind.Error, target, scenario.Errors, file.Positions),
            _ => new EventLoader(events, file.Source.EventKind(), target, scenario.Components, file.Positions),
        };
    }
}
