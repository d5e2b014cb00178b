using System.Text.Json;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Application.Runs;

/// <summary>What the ledger has, as surfaces answer with it.</summary>
internal static class RunDocuments
{
    private static readonly string[] Kinds =
        [RunKinds.Ingest, RunKinds.Features, RunKinds.Train, RunKinds.Score, RunKinds.Evaluate, RunKinds.Retract, .. RunKinds.OfSteps,
            RunKinds.Job];

    public static RunSummary Summary(Run run) => new(
        run.Id, run.Kind, run.Dataset, StateOf(run.State), Utc.Given(run.From), Utc.Given(run.To), run.StartedAt,
        run.EndedAt, run.Retries, run.ResumedAt, RefusedFilesOf(run));

    private static int RefusedFilesOf(Run run)
    {
        if (run.Kind != RunKinds.Ingest || run.Result is null)
            return 0;

        using var result = JsonDocument.Parse(run.Result);
        return result.RootElement.TryGetProperty("refused", out var files) ? files.GetArrayLength() : 0;
    }

    public static RunStage Stage(StageProgress stage) => new(stage.Stage, stage.Slices, stage.Done, stage.Rows);

    public static ErrorResult? Error(Run run) =>
        run.Error is { } error ? new ErrorResult(error.Code, error.Message, error.Remedy, Name(error.Kind), run.Id) : null;

    /// <summary>Why a run that has ended did not succeed.</summary>
    public static PresageException Failure(Run run) => run.Error is { } error
        ? new PresageException(error.Kind, error.Code, error.Message, error.Remedy) { Run = run.Id }
        : new PresageException(ErrorKind.Invalid, "run-failed", $"The run {run.Id} {StateOf(run.State)}.", "Ask for it again.")
        {
            Run = run.Id,
        };

    public static string StateOf(RunState state) => Name(state);

    /// <exception cref="PresageException"><c>unknown-state</c>.</exception>
    public static RunState? StateOf(string? state)
    {
        if (state is null)
            return null;

        foreach (var each in Enum.GetValues<RunState>())
            if (StateOf(each) == state)
                return each;

        throw new PresageException(
            ErrorKind.Invalid, "unknown-state", $"A run is never '{state}'.",
            $"Use one of: {string.Join(", ", Enum.GetValues<RunState>().Select(StateOf))}.");
    }

    /// <exception cref="PresageException"><c>unknown-kind</c>.</exception>
    public static string? KindOf(string? kind) => kind is null || Kinds.Contains(kind)
        ? kind
        : throw new PresageException(
            ErrorKind.Invalid, "unknown-kind", $"There is no kind of run '{kind}'.", $"Use one of: {string.Join(", ", Kinds)}.");

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
