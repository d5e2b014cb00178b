namespace Presage.Jobs.Definitions;

/// <summary>What steps can do, and what each takes.</summary>
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
}
