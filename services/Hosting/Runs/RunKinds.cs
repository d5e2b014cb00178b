namespace Presage.Hosting.Runs;

/// <summary>What a run does; also the beginning of its id.</summary>
public static class RunKinds
{
    public const string Ingest = "ingest";
    public const string Features = "features";
    public const string Train = "train";
    public const string Score = "score";
    public const string Evaluate = "evaluate";
    public const string Retract = "retract";

    /// <summary>A step of a job that is the run of another job.</summary>
    public const string Job = "job";

    /// <summary>What steps of jobs do that no other service does.</summary>
    public static readonly IReadOnlyList<string> OfSteps = ["report", "export", "promote", "notify"];
}
