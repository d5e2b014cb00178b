using System.Globalization;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Storage;

namespace Presage.Scheduler.Works;

/// <summary>What later steps can name of a run, and what its request was resolved to.</summary>
internal static class WorkOutputs
{
    public const string Model = "model";
    public const string Results = "results";
    public const string AsOf = "as-of";
    public const string Dataset = "dataset";
    public const string Run = "run";
    public const string Outcome = "outcome";

    /// <summary>Of a moment up to when records count: all of its digits tell what was known then.</summary>
    private const string RoundTrip = "O";

    /// <param name="run">One that has ended.</param>
    public static IReadOnlyDictionary<string, string> Of(Run run)
    {
        var outputs = new Dictionary<string, string>
        {
            [Run] = run.Id,
            [Outcome] = run.State.ToString().ToLowerInvariant(),
        };
        foreach (var (name, value) in run.Result is { } result ? OfResult(run, result) : [])
            outputs[name] = value;

        return outputs;
    }

    /// <summary>What further attempts keep: the version that scores, and up to when records count.</summary>
    public static IReadOnlyDictionary<string, string> PinsOf(Run run)
    {
        var (model, asOf) = run.Kind switch
        {
            RunKinds.Score => Json.Read<StartScoring>(run.Request) is var request ? (request.Model, request.AsOf) : default,
            RunKinds.Train => (null, Json.Read<StartTraining>(run.Request).AsOf),
            _ => (null, (DateTime?)null),
        };
        var pins = new Dictionary<string, string>();
        if (model is not null)
            pins[Model] = model;
        if (asOf is { } moment)
            pins[AsOf] = moment.ToString(RoundTrip, CultureInfo.InvariantCulture);

        return pins;
    }

    /// <summary>The moment that a pin says; null when it does not say any.</summary>
    public static DateTime? PinnedAsOf(IReadOnlyDictionary<string, string> pins) =>
        pins.TryGetValue(AsOf, out var text)
            ? DateTime.ParseExact(text, RoundTrip, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) : null;

    private static IEnumerable<(string Name, string Value)> OfResult(Run run, string result)
    {
        switch (run.Kind)
        {
            case RunKinds.Ingest:
                yield return (Dataset, run.Dataset);
                break;
            case RunKinds.Train:
                var trained = Json.Read<TrainResult>(result);
                yield return (Model, $"{trained.Model}@{trained.Version}");
                break;
            case RunKinds.Score:
                var scored = Json.Read<ScoreResult>(result);
                yield return (Results, scored.Results);
                yield return (Model, $"{scored.Model}@{scored.Version}");
                break;
            case RunKinds.Evaluate:
                yield return (Results, Json.Read<EvaluateResult>(result).Results);
                break;
            default:
                foreach (var (name, value) in Json.Read<StepResult>(result).Outputs)
                    yield return (name, value);

                break;
        }
    }
}
