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
}
