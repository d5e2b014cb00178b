using Presage.Engine.Features;
using Presage.Engine.Selection;
using Presage.Jobs.Definitions;
using Presage.Scenarios.Keys;

namespace Presage.Jobs.Reading;

/// <summary>What each kind of step takes.</summary>
internal static class StepArguments
{
    private static readonly string[] s_modelFormats = ["presage", "xgboost-json"];

    private static readonly YamlKey s_dataset = new("dataset", "a name", "The data set.", "\"{{parameters.dataset}}\"");

    private static readonly YamlKey s_asOf = new(
        "as-of", "a time", "Only records that were known at this moment count.", "\"{{interval.to}}\"", YamlKey.None)
    { DefaultInWords = "when the step begins" };

    private static readonly ArgumentKey s_model = new(
        new(
            "model", "`NAME`, `NAME@VERSION` or `NAME@champion`", "The model.", "\"{{steps.train.model}}\"", YamlKey.None)
        { DefaultInWords = "the data set's champion" },
        Argument.Model);

    private static readonly Dictionary<string, IReadOnlyList<ArgumentKey>> s_all = new()
    {
        [StepKinds.Ingest] =
        [
            new(s_dataset, Argument.Name),
            new(
                new("paths", "a list", "Files, folders or addresses, as `presage ingest` takes them.", "[/data/plant]"), Argument.Any,
                IsList: true),
            new(
                new("scenario", "a name", "The scenario, when the data set is new.", "azure-pdm", YamlKey.None)
                    { DefaultInWords = "that of the data set" },
                Argument.Name),
            new(
                new(
                    "error-budget", "a number from 0 to 1", "Share of a file's rows that may be unreadable.", "0.05", YamlKey.None)
                    { DefaultInWords = "that of the service" },
                Argument.Number(0, 1)),
        ],
        [StepKinds.Train] =
        [
            new(s_dataset, Argument.Name),
            new(new("from", "a time", "Beginning of the range, exclusive.", "\"{{interval.to - 90d}}\""), Argument.Time),
            new(new("to", "a time", "End of the range, inclusive.", "\"{{interval.to}}\""), Argument.Time),
            new(
                new("model", "a name", "Its name in the registry.", "plant", YamlKey.None) { DefaultInWords = "the data set's" },
                Argument.Name),
            new(
                new(
                    "algorithm", "a name", "The learning algorithm.", "gradient-boosting", YamlKey.None)
                    { DefaultInWords = "a sweep chooses" },
                Argument.Name),
            new(
                new("preset", $"one of {string.Join(", ", FeaturePresets.Names)}", "The features.", "default", "default"),
                Argument.OneOf([.. FeaturePresets.Names])),
            new(
                new("horizon", "a duration", "How far ahead failures are predicted.", "84h", YamlKey.None)
                    { DefaultInWords = "the scenario's" },
                Argument.Duration),
            new(
                new("trials", "a whole number from 1", "Number of candidates that are tried.", "20", YamlKey.None)
                    { DefaultInWords = "as many as go with `search`" },
                Argument.Whole(1, 100_000)),
            new(new("seed", "a whole number", "Seed of everything random.", "7", "1"), Argument.Whole(long.MinValue, long.MaxValue)),
            new(
                new(
                    "search", $"one of {string.Join(", ", SearchMethods.Names)}", "How hyper-parameters are searched.", "halving",
                    YamlKey.None),
                Argument.OneOf([.. SearchMethods.Names])),
            new(
                new(
                    "folds", "a whole number from 2", "Trials are judged by so many folds in time.", "3", YamlKey.None)
                    { DefaultInWords = "the calibration block judges" },
                Argument.Whole(2, 1_000)),
            new(new("budget", "a duration", "After it no trial is started any more.", "30m", YamlKey.None), Argument.Duration),
            new(s_asOf, Argument.Time),
        ],
        [StepKinds.Score] =
        [
            new(s_dataset, Argument.Name),
            new(
                new("from", "a time", "Beginning of the range, exclusive.", "\"{{interval.from - 1d}}\"", "\"{{interval.from}}\""),
                Argument.Time),
            new(new("to", "a time", "End of the range, inclusive.", "\"{{interval.to}}\"", "\"{{interval.to}}\""), Argument.Time),
            new(new("results", "a name", "The result set.", "\"{{parameters.results}}\""), Argument.Name),
            s_model,
            new(s_asOf, Argument.Time),
        ],
        [StepKinds.Evaluate] =
        [
            new(new("results", "a name", "The result set.", "\"{{steps.score.results}}\""), Argument.Name),
            new(
                new(
                    "threshold", "a number from 0 to 1", "One probability from which on a failure counts as predicted.", "0.5",
                    YamlKey.None)
                    { DefaultInWords = "each prediction's own" },
                Argument.Number(0, 1)),
        ],
        [StepKinds.Report] =
        [
            new(new("of", "a name", "A result set, or a run.", "\"{{parameters.results}}\""), Argument.Any),
            new(new("out", "a relative path", "The page, below the folder for outputs.", "\"reports/{{run}}.html\""), Argument.File),
        ],
        [StepKinds.Export] =
        [
            new(
                new("results", "a name", "The result set whose predictions are written; either this or `model`.",
                    "\"{{steps.score.results}}\"", YamlKey.None),
                Argument.Name),
            new(
                new(
                    "model", "`NAME`, `NAME@VERSION` or `NAME@champion`", "The model that is written; either this or `results`.", "",
                    YamlKey.None),
                Argument.Model),
            new(new("out", "a relative path", "The file, below the folder for outputs.", "\"predictions/{{run}}.csv\""), Argument.File),
            new(
                new("format", $"one of {string.Join(", ", s_modelFormats)}", "Of a model's file; predictions are CSV.", "", YamlKey.None)
                    { DefaultInWords = "`presage`" },
                Argument.OneOf(s_modelFormats)),
            new(
                new("from", "a time", "With `results`: only later predictions.", "\"{{interval.from}}\"", YamlKey.None),
                Argument.Time),
            new(
                new("to", "a time", "With `results`: only predictions up to it.", "\"{{interval.to}}\"", YamlKey.None),
                Argument.Time),
        ],
        [StepKinds.Promote] =
        [
            new(
                new("model", "`NAME@VERSION`", "The version that is to become champion.", "\"{{steps.train.model}}\""), Argument.Model),
            new(
                new(
                    "if", "one of always, better, skilled-and-better", "What it must be, by the same events as the present champion.",
                    "better", "skilled-and-better"),
                Argument.OneOf("always", "better", "skilled-and-better")),
        ],
        [StepKinds.Notify] =
        [
            new(new("to", "a list of names", "Connections that are told.", "[maintenance]"), Argument.Name, IsList: true),
            new(
                new(
                    "subject", "a text", "What it is about.", "\"{{job}} needs a look\"", YamlKey.None)
                    { DefaultInWords = "job and outcome" },
                Argument.Any),
            new(
                new("text", "a text", "What is told.", "\"The scoring of {{interval.to}} has failed: {{run}}\"", YamlKey.None)
                    { DefaultInWords = "what became of the steps" },
                Argument.Any),
        ],
        [StepKinds.Job] =
        [
            new(new("job", "a name", "The other job.", "cleaning"), Argument.Name),
            new(
                new("parameters", "a mapping", "Values of its parameters.", "{ dataset: \"{{parameters.dataset}}\" }", YamlKey.None),
                Argument.Any, IsMapping: true),
            new(
                new(
                    "from", "a time", "Beginning of its interval.", "\"{{interval.from}}\"", YamlKey.None)
                    { DefaultInWords = "that of this run" },
                Argument.Time),
            new(
                new("to", "a time", "End of its interval.", "\"{{interval.to}}\"", YamlKey.None) { DefaultInWords = "that of this run" },
                Argument.Time),
            new(
                new("wait", "true or false", "Whether the step ends only when the other run does, and as it does.", "false", "true"),
                Argument.Truth),
        ],
    };

    public static IReadOnlyList<ArgumentKey> Of(string kind) => s_all[kind];

    public static IReadOnlyList<YamlKey> KeysOf(string kind) => [.. s_all[kind].Select(argument => argument.Key)];
}
