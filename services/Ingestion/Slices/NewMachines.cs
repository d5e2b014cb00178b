using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Ingestion.Intakes;
using Presage.Ingestion.Planning;
using Presage.Storage;

namespace Presage.Ingestion.Slices;

/// <summary>
/// Looks for machines that a data set knows already in planned files, before anything of them is stored: where another fleet is to come
/// that may use the same ids.
/// </summary>
internal sealed class NewMachines(
    TableTexts tables, TableIntakes intakes, IQuarantine quarantine, ITelemetry telemetry, IMachines machines)
{
    private const int RowsBetweenLooks = 4_096;
    private const int Shown = 5;

    /// <exception cref="PresageException"><c>machines-known</c>.</exception>
    public async Task RequireAsync(IngestPlan plan, string dataset, Scenario scenario, DateTime known, CancellationToken cancellation)
    {
        var there = await KnownAsync(dataset, cancellation);
        if (there.Count == 0)
            return;

        var found = new HashSet<string>();
        foreach (var file in plan.Files)
            foreach (var range in file.Slices)
                await ReadAsync(file, range, dataset, scenario, known, found, cancellation);

        found.IntersectWith(there);
        if (found.Count > 0)
            throw new PresageException(
                ErrorKind.Conflict, "machines-known",
                $"{found.Count:N0} of the files' machines {(found.Count == 1 ? "is" : "are")} known in the data set '{dataset}' already: "
                + $"{string.Join(", ", found.Order(MachineOrder.Instance).Take(Shown))}"
                + $"{(found.Count > Shown ? $" and {found.Count - Shown:N0} more" : "")}; nothing was stored.",
                "Ingest the files into another data set; or, when they are the same machines, do not ask for new ones.");
    }

    private async Task<HashSet<string>> KnownAsync(string dataset, CancellationToken cancellation)
    {
        var described = await machines.AreDescribedAsync(dataset, cancellation) ? await machines.ListAsync(dataset, cancellation) : [];
        return
        [
            .. (await telemetry.MachinesAsync(dataset, cancellation)).Select(machine => machine.Machine),
            .. described.Select(machine => machine.Id),
        ];
    }

    private async Task ReadAsync(
        PlannedFile file, FileRange range, string dataset, Scenario scenario, DateTime known, HashSet<string> found,
        CancellationToken cancellation)
    {
        var intake = intakes.ForTrial(file, dataset, scenario, known);
        var refused = new RefusedRows(quarantine, dataset, "", file.Kind, file.Name);
        using var rows = await tables.OpenAsync(file, range, cancellation);
        while (rows.Take(intake, refused))
            if (rows.Read % RowsBetweenLooks == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                found.UnionWith(intake.TakeMachines());
                refused.Discard();
            }

        found.UnionWith(intake.TakeMachines());
    }
}
