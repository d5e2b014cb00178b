namespace Presage.Hosting.Runs;

/// <summary>Stages of runs, in the order in which they come.</summary>
public static class Stages
{
    public const string IngestMachines = "ingest-machines";
    public const string Ingest = "ingest";
    public const string Features = "features";
    public const string Trials = "trials";
    public const string Select = "select";
    public const string Score = "score";
    public const string Evaluate = "evaluate";
}
