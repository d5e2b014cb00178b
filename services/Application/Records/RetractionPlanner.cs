using Presage.Application.Runs;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.DataSets;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Application.Records;

/// <summary>Finds out which records a retraction means.</summary>
internal sealed class RetractionPlanner(IRuns runs, DataSetCatalog catalog)
{
    private const int PageSize = 500;

    /// <exception cref="PresageException">As <see cref="IRecordActions.RetractAsync"/>.</exception>
    public async Task<RetractionPlan> PlanAsync(Retraction retraction, CancellationToken cancellation)
    {
        Check(retraction);
        await catalog.GetAsync(retraction.Dataset, cancellation);
        var all = await RunsAsync(retraction.Dataset, cancellation);
        if (all.Find(run => run.State == RunState.Running) is { } running)
            throw new PresageException(
                ErrorKind.Conflict, "dataset-in-use", $"The run {running.Id} reads records into the data set '{retraction.Dataset}'.",
                "Wait until it has ended, or cancel it first.")
            {
                Run = running.Id,
            };

        var fitting = await FittingAsync(retraction, all, cancellation);
        return new(retraction, retraction.Kinds ?? RecordKinds.All, fitting, RepeatedLater(fitting, all));
    }

    private static void Check(Retraction retraction)
    {
        if (retraction is { Run: null, File: null, Source: null, Machines: null or [], Kinds: null or [], From: null, To: null })
            throw new PresageException(
                ErrorKind.Usage, "no-selection", "Which records are meant is not said.",
                "Name a run, a file, a source, machines, kinds of records or a range of times.");
        if (retraction is { From: { } from, To: { } to } && from >= to)
            throw new PresageException(
                ErrorKind.Invalid, "empty-range", $"The range ({from:yyyy-MM-ddTHH:mm}, {to:yyyy-MM-ddTHH:mm}] is empty.",
                "Give it a beginning before its end.");

        foreach (var kind in retraction.Kinds ?? [])
            RecordKinds.Check(kind);
    }

    /// <summary>Null where it does not matter what brought the records.</summary>
    private async Task<IReadOnlyList<RetractedRun>?> FittingAsync(
        Retraction retraction, IReadOnlyList<Run> all, CancellationToken cancellation)
    {
        if (retraction is { Run: null, File: null, Source: null })
            return null;

        var named = retraction.Run is { } id ? [await NamedAsync(retraction.Dataset, id, cancellation)] : all;
        if (retraction is { File: null, Source: null })
            return [.. named.Select(run => new RetractedRun(run, IngestedFiles.Of(run), null))];

        var fitting = new List<RetractedRun>();
        foreach (var run in named)
        {
            var files = IngestedFiles.Of(run);
            var numbers = files.Numbers(retraction.File, retraction.Source);
            if (numbers.Count == 0)
                continue;
            if (!files.IsNumbered && numbers.Count < files.Files.Count)
                throw new PresageException(
                    ErrorKind.Invalid, "files-unnumbered", $"The run {run.Id} did not note which file a record came from.",
                    "Take back all that the run brought, or name machines and times.")
                {
                    Run = run.Id,
                };

            fitting.Add(new RetractedRun(run, files, numbers.Count < files.Files.Count ? numbers : null));
        }

        return fitting.Count > 0 ? fitting : throw UnknownFile(retraction, named);
    }

    private async Task<Run> NamedAsync(string dataset, string id, CancellationToken cancellation)
    {
        var run = await runs.FindAsync(id, cancellation) ?? throw RunErrors.Unknown(id);
        return run.Kind == RunKinds.Ingest && run.Dataset == dataset
            ? run
            : throw new PresageException(
                ErrorKind.Invalid, "not-ingested", $"The run {id} brought no records into the data set '{dataset}'.",
                "Take the id of one of its ingestions from the list of runs.");
    }

    private static PresageException UnknownFile(Retraction retraction, IReadOnlyList<Run> named)
    {
        var names = named.SelectMany(run => IngestedFiles.Of(run).Files).Select(file => file.Name).Distinct().Take(PageSize).ToList();
        return new PresageException(
            ErrorKind.NotFound, "unknown-file",
            $"No file '{retraction.File ?? retraction.Source}' was read into the data set '{retraction.Dataset}'.",
            names.Count == 0 ? "Name machines, kinds of records or a range of times instead."
                : $"Its files are: {string.Join(", ", names.Take(10))}{(names.Count > 10 ? ", ..." : "")}.");
    }

    /// <summary>Runs after those that brought the records, which found some of theirs there already.</summary>
    private static IReadOnlyList<string> RepeatedLater(IReadOnlyList<RetractedRun>? fitting, IReadOnlyList<Run> all) =>
        fitting is null or [] ? []
        :
        [
            .. all.Where(run => run.StartedAt > fitting[^1].Run.StartedAt && !fitting.Any(other => other.Run.Id == run.Id))
                .Where(run => run.Result is { } result
                    && Json.Read<IngestResult>(result).Sources.Any(source => source.Duplicate > 0))
                .Select(run => run.Id),
        ];

    /// <summary>The ingestions of a data set, the latest first.</summary>
    private async Task<List<Run>> RunsAsync(string dataset, CancellationToken cancellation)
    {
        var query = new RunQuery(RunKinds.Ingest, Dataset: dataset);
        var found = new List<Run>();
        RunKey? after = null;
        while (true)
        {
            var page = await runs.ListAsync(query, after, PageSize, cancellation);
            found.AddRange(page);
            if (page.Count < PageSize)
                return found;

            after = page[^1].Place;
        }
    }
}
