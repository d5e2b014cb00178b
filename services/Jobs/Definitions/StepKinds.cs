namespace Presage.Jobs.Definitions;

/// <summary>
/// What steps can do. What each takes is told by <c>docs/use/job-files.md</c>; an argument that is a mapping has a name for each of its
/// entries: <c>parameters.NAME</c> of <see cref="Job"/>.
/// </summary>
public static class StepKinds
{
    public const string Ingest = "ingest";
    public const string Train = "train";
    public const string Score = "score";
    public const string Evaluate = "evaluate";
    public const string Report = "report";
    public const string Export = "export";
    public const string Promote = "promote";
    public const string Notify = "notify";
    public const string Job = "job";

    public static readonly IReadOnlyList<string> All = [Ingest, Train, Score, Evaluate, Report, Export, Promote, Notify, Job];

    /// <summary>What later steps can name of one that has succeeded.</summary>
    public static IReadOnlyList<string> OutputsOf(string kind) => kind switch
    {
        Ingest => ["run", "outcome", "dataset"],
        Train => ["run", "outcome", "model"],
        Score => ["run", "outcome", "results", "model"],
        Evaluate => ["run", "outcome", "results"],
        Report or Export => ["run", "outcome", "file"],
        Promote => ["run", "outcome", "model", "promoted", "why"],
        _ => ["run", "outcome"],
    };
}
